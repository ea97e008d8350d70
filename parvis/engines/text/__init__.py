"""Words made comparable: one folding, one tokeniser, typing mistakes, Latin letters, scripts.

Search, the topic vocabulary and the look for duplicates must agree on what "the same word" is; they agree here.
"""

from parvis.engines.text.normalise import fold, tokens
from parvis.engines.text.roman import romanise
from parvis.engines.text.script import script_of, scripts_of
from parvis.engines.text.typo import Suggestion, Vocabulary, allowed_typos, deletes, distance

__all__ = [
    "Suggestion",
    "Vocabulary",
    "allowed_typos",
    "deletes",
    "distance",
    "fold",
    "romanise",
    "script_of",
    "scripts_of",
    "tokens",
]
