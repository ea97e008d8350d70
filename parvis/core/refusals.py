"""Sentences for what the rooms of the register and the casework refuse, and for what is wrong in a field."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, str | Promise] = {
    "casework.already_answered": _("This request has its yes or no already."),
    "casework.already_asked": _("A question is waiting for its answer already."),
    "casework.answer_unknown": _("Choose yes, no, or a question."),
    "casework.case_exists": _("This person has an open file here already. Look for it under People."),
    "casework.case_not_open": _("This file is closed. Reopen it first."),
    "casework.code_expired": _("This code is no longer good. Ask for a new one."),
    "casework.code_locked": _("Too many wrong tries. Ask for a new code."),
    "casework.code_wrong": _("That is not the code. Look at the message again."),
    "casework.consent_missing": _(
        "The person has not said yes to this partner for all that is ticked. Ask her first; nothing was sent."
    ),
    "casework.dimension_unknown": _("Choose a part of life from the list."),
    "casework.doer_unknown": _("Choose who does it from the list."),
    "casework.fields_missing": _("Tick at least one thing. Without it they can’t reach the person."),
    "casework.fields_unknown": _("Only what stands in the list can be shared."),
    "casework.identity_closed": _("This is closed: nothing of the person can be read any more."),
    "casework.link_expired": _("The time of this link is over. Call the one who sent it."),
    "casework.no_question": _("No question waits for an answer."),
    "casework.not_accepted": _("That comes after a yes."),
    "casework.note_purpose_missing": _("Say what this note is for. A note without a purpose is not kept."),
    "casework.note_readers_unknown": _("Choose who may read the note."),
    "casework.note_text_missing": _("Write the note first."),
    "casework.outcome_missing": _("Say whether the service was given."),
    "casework.preview_missing": _("Write what is needed. Without it nobody can answer."),
    "casework.preview_names_person": _(
        "Before the yes nobody may learn who it is: take names, numbers and addresses out of this text."
    ),
    "casework.reason_missing": _("Choose a reason."),
    "casework.receiver_missing": _("Choose to whom it goes."),
    "casework.receiver_unreachable": _(
        "This partner has no registered contact, so nothing can reach them. Call them, or choose another place."
    ),
    "casework.referral_closed": _("This request is over: nothing can be answered any more."),
    "casework.same_party": _("Whoever says “done” can’t confirm it. Somebody else does."),
    "casework.service_not_referable": _(
        "This place takes no referrals now. Choose another one, or send the person there directly."
    ),
    "casework.severity_unknown": _("Choose how urgent it is."),
    "casework.step_text_missing": _("Say what is done in this step."),
    "casework.still_running": _("A referral is still running. Withdraw it or wait for its end, then close the file."),
    "casework.too_many_codes": _("Enough codes for one day. Call the one who sent you the request."),
    "casework.topic_unknown": _("Choose what the need is about."),
    "casework.urgency_unknown": _("Choose by when you need the answer."),
    "casework.words_missing": _("Write it in a few words."),
    "engagement.already_engaged": _("There is a request for this already. Look at where it stands."),
    "engagement.check_first": _("First your check is seen at the desk. Then you write here what you give."),
    "engagement.detail_unknown": _("This kind of offer has no such line."),
    "engagement.detail_wrong": _("This line can’t be read. Look at how it is written."),
    "engagement.end_is_past": _("This last day is over already. Choose a later one, or close the offer."),
    "engagement.ends_before_start": _("The end comes before the start. Look at both again."),
    "engagement.full": _("No place is free now. One can wait for the next."),
    "engagement.household_missing": _("Only a household can take this, and we know of none. Write it down first."),
    "engagement.household_unknown": _(
        "This is for a whole household, and we don’t know yet who belongs to yours. Call the desk or come by: we write it down together, then ask for this place."
    ),
    "engagement.kind_unknown": _("Choose a kind of offer from the list."),
    "engagement.check_missing": _(
        "Before they meet, the desk sees the paper of good character of who gives the time. A place is kept after that."
    ),
    "engagement.line_refused": _(
        "One line needs another look, so nothing of this page is kept yet. What you chose still stands."
    ),
    "engagement.not_of_a_person": _("Only a mentor’s or a buddy’s own time is given by a person."),
    "engagement.not_yet_held": _("It has not begun yet. Come back to this afterwards."),
    "engagement.not_yours": _("Choose one of your own from the list."),
    "engagement.offer_closed": _("Nobody can ask for this any more. Choose another one."),
    "engagement.offer_expired": _("The place was kept until a time that has passed. One can ask again."),
    "engagement.places_taken": _("More places than that are taken or kept already."),
    "engagement.quotas_of_one_sort": _("Keep places for newcomers and residents, or for organisations, not for both."),
    "engagement.quotas_too_many": _("More places are kept than there are."),
    "engagement.rule_wrong": _("We can’t read when it comes again. Look at the days and the hour."),
    "engagement.session_missing": _("Choose a day from the list."),
    "engagement.session_over": _("This day has passed, or has been called off. Choose another one."),
    "engagement.state_unknown": _("Choose one from the list."),
    "engagement.support_asked": _("This is asked for already."),
    "engagement.wrong_part": _("This is for others. Look for one that is for you."),
    "people.account_taken": _("This account opens somebody’s own page already, or the person has another one."),
    "people.account_works": _(
        "This account opens work rooms as well. Its password is given by the administrator, not by the desk."
    ),
    "engagement.agreement_exists": _("There is an agreement for this already. Amend it, or end it first."),
    "engagement.agreement_unsigned": _("Not everybody has signed yet. It begins once the agreement is in force."),
    "engagement.agreement_missing": _(
        "It begins with an agreement that everybody has signed, and none is in force. Whoever accompanies the person writes it"
        " and has it signed; then it can begin."
    ),
    "engagement.over": _("What it belongs to has ended: nothing new is agreed on for it."),
    "engagement.guardian_missing": _("At this age an adult signs as well. Add who it is."),
    "engagement.parties_missing": _("Somebody is missing. Say who stands in each role that this text needs."),
    "engagement.same_language": _("Choose two different languages, or leave the second empty."),
    "engagement.translation_missing": _("Every clause is written in both languages before it is signed."),
    "engagement.nobody_bound": _("Every clause binds somebody, and everybody who signs is bound by a clause."),
    "engagement.text_changed": _("The text has changed since you opened it. Read the new one, then answer."),
    "engagement.nothing_to_sign": _("There is nothing for you to sign here: it is signed, or it does not concern you."),
    "engagement.nothing_amended": _("Nothing is changed yet. Change a clause, or the last day."),
    "engagement.witness_missing": _("Write who heard it, beside you: a name, or the interpreter."),
    "engagement.signed_before_text": _("This day comes before the text was ready to be signed. Look at it again."),
    "engagement.day_over": _("This day has passed already. Choose a later one."),
    "engagement.reason_missing": _("Choose a reason."),
    "engagement.answer_missing": _("Choose an answer. “I prefer not to say” is one."),
    "engagement.outcome_not_yet": _("This question is asked later. Its day has not come."),
    "engagement.outcome_over": _("The time for this question is over. It stays unanswered, and that is all right."),
    "engagement.outcome_answered": _("This question has its answer already."),
    "people.already_member": _("She belongs to this household already."),
    "people.card_locked": _("Too many wrong tries. The desk gives a new card."),
    "people.consent_needs_guardian": _("At this age an adult of the household says yes as well."),
    "people.invitation_over": _("This link is used up or too old. The desk prints a new one."),
    "people.notice_missing": _("Nothing may be written down before the person has had the notice."),
    "people.only_at_the_desk": _("This is done at the desk, together."),
    "people.own_vetting": _("Nobody notes her own check. A colleague does."),
    "people.part_over": _("This has ended already."),
    "people.part_runs": _("The person does this already. End the first one, or leave it as it is."),
    "people.pin_wrong": _("These are not the six digits of this card. Tries left: %(tries_left)s."),
    "retention.on_hold": _("This record is kept for a legal reason. Nothing of it is erased now."),
    "oversight.held_already": _("This record is kept already. Look for it in the list."),
    "oversight.needs_another": _("You asked for this yourself. Somebody else says yes to it."),
    "oversight.record_unknown": _("Our register has no such record. Look at the code or the number again."),
    "oversight.within_a_year": _("Choose a day within a year."),
    "oversight.words_missing": _("Say why, in a few words."),
    "source.error": _("This source can’t be read. Nothing was changed."),
    "source.not_found": _("There is no file or folder %(path)s."),
    "source.not_a_table": _("%(path)s is neither a table nor JSON. Nothing was changed."),
    "source.empty": _("There is nothing in %(path)s."),
    "source.unsafe_archive": _("%(path)s is broken, locked, or leads out of its folder. Nothing was unpacked."),
    "source.too_large": _("%(path)s is larger than any directory. Nothing was changed."),
    "persons.no_persons": _(
        "%(path)s is no list of persons: it needs the columns source_id and names. Nothing was changed."
    ),
    "hsds.not_hsds": _("%(path)s is not HSDS: neither its tables nor its JSON. Nothing was changed."),
    "mapped.invalid": _("%(file)s, line %(line)s: this mapping can’t be used."),
    "mapped.not_found": _("There is no mapping %(name)s, neither a file nor one of the house: %(known)s."),
    "mapped.file_missing": _("%(path)s has no file %(file)s, which the mapping reads. Nothing was changed."),
    "mapped.column_missing": _(
        "%(file)s has no column “%(column)s”, by which the mapping knows its records. Nothing was changed."
    ),
    "mapped.no_items": _(
        "%(file)s has no list of objects where the mapping looks for one (%(path)s). Nothing was changed."
    ),
    "mapped.not_yaml": _("%(file)s, line %(line)s: this is not YAML."),
    "mapped.too_large": _("%(file)s, line %(line)s: this mapping is larger than any feed needs."),
    "mapped.key_unknown": _("%(file)s, line %(line)s: “%(key)s” is no key here. These are: %(known)s."),
    "mapped.key_missing": _("%(file)s, line %(line)s: the key “%(key)s” is missing here."),
    "mapped.key_twice": _("%(file)s, line %(line)s: the key “%(key)s” stands here a second time, or is none."),
    "mapped.not_a_map": _("%(file)s, line %(line)s: “%(key)s” takes keys with values, not a text or a list."),
    "mapped.not_a_text": _("%(file)s, line %(line)s: “%(key)s” takes a text that is not empty."),
    "mapped.not_yes_or_no": _("%(file)s, line %(line)s: “%(key)s” takes true or false."),
    "mapped.not_one_of": _(
        "%(file)s, line %(line)s: “%(key)s” can’t be “%(value)s”. It takes one of these: %(choices)s."
    ),
    "mapped.not_numbers": _("%(file)s, line %(line)s: “%(key)s” takes %(count)s numbers."),
    "mapped.not_a_pattern": _("%(file)s, line %(line)s: “%(key)s” is no regular expression (%(value)s)."),
    "mapped.not_a_language": _("%(file)s, line %(line)s: “%(value)s” is no language code such as es or pt-BR."),
    "mapped.not_a_region": _("%(file)s, line %(line)s: “%(value)s” is no country code such as FR."),
    "mapped.not_a_link": _("%(file)s, line %(line)s: “%(value)s” is no address of a site."),
    "mapped.not_a_fact": _("%(file)s, line %(line)s: “%(value)s” is no name of a fact: small letters and _ only."),
    "mapped.no_column": _("%(file)s, line %(line)s: “%(key)s” names no column in braces, as in {street}."),
    "mapped.one_way": _("%(file)s, line %(line)s: say exactly one of these: %(ways)s."),
    "mapped.too_long": _("%(file)s, line %(line)s: “%(key)s” is longer than %(limit)s characters."),
    "directory.not_changed_here": _("Nobody changed this here, so there is nothing to take back."),
    "directory.already_decided": _("This was decided meanwhile, or the listing has changed since. Look at it again."),
    "directory.not_a_point": _("Write both numbers of a point on earth, or leave both empty."),
    "directory.not_a_site": _("This is not an address of a site. Write it as in https://example.org."),
    "directory.unknown_organisation": _(
        "Some services name an organisation that is nowhere in the source. Nothing was changed."
    ),
    "api.parameters": _("A parameter can’t be used as it is. Look at which one; nothing was left out silently."),
    "api.not_offered": _("This filter is not offered here."),
    "api.sign_in": _("Sign in first."),
    "api.csrf": _("The safety token is missing or old. Ask for a new one and send it along."),
    "field.out_of_range": _("This number is too small or too large here."),
    "field.not_yes_or_no": _("Write true or false."),
    "field.not_an_id": _("This is not an id."),
    "field.missing": _("Write it, or choose “not known”."),
    "field.too_long": _("This is too long. Shorten it."),
    "field.not_a_choice": _("Choose one from the list."),
    "field.not_a_language": _("Choose a language from the list."),
    "field.not_a_date": _("Write a day that exists, for example 2027-03-09."),
    "field.not_a_number": _("Write it in figures."),
    "field.not_a_phone": _("This is not a phone number. Write it with its figures, for example 06 39 98 12 34."),
    "field.not_an_email": _("This is not an e-mail address. Look for the @ and the end."),
    "field.future": _("This day has not come yet. Look at it again."),
    "field.too_long_ago": _("Nobody is that old. Look at it again, or choose “not known”."),
    "field.not_for_this": _("This is not given for taking part. Tick only what is in the list."),
    "field.not_a_username": _(
        "Three letters or more: small Latin letters, figures, dots and dashes. For example nadia.m"
    ),
    "field.past": _("This day is over. Look at it again."),
    "field.too_far": _("This day is too far away. Look at it again."),
    "field.unknown": _("We find nothing under this. Look at it again."),
}
