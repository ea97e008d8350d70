"""What newcomers call their needs: concepts with labels and everyday phrasings, as data files beside this one.

The taxonomy is the bridge between languages: a phrase of any language leads to a concept, a concept to the texts of the host
language that are marked with it. Every phrase is drafted until a native speaker has read it (`state` of its file).
"""

from parvis.search.vocabulary.concepts import Concept, concepts
from parvis.search.vocabulary.marking import mark_of, marks
from parvis.search.vocabulary.matching import Match, canonical, match
from parvis.search.vocabulary.slots import Slots, slots

__all__ = ["Concept", "Match", "Slots", "canonical", "concepts", "mark_of", "marks", "match", "slots"]
