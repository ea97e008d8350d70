"""What is true of every stored thing: ids, audit, events, outbox, tasks, texts, keys, retention.

Imports kernel and engines only. No room, no request, no form.
"""
