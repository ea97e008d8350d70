"""Taxonomies and their terms: Parvis's own nine topics, and the vocabularies that sources brought along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from parvis.api.hsds.answers import Json
from parvis.core.identity import NAMESPACE
from parvis.directory import queries as directory
from parvis.directory.incoming import TopicIn
from parvis.directory.queries import OURS
from parvis.exchange.hsds.writer import write_term
from parvis.kernel.topics import TOPICS

# The topics in English, as other directories would read them.
WORDS = {
    "housing": ("Housing", "A roof for tonight, a home, help with rent and landlords."),
    "health": ("Health", "Doctors, nurses, mental health, dentists, health cover."),
    "papers": ("Papers and rights", "Residence, asylum, legal advice, letters from offices."),
    "learn": ("Learning", "The language of the country, school, courses, recognition of diplomas."),
    "food": ("Food and clothes", "Meals, groceries, clothes, furniture, emergency money."),
    "work": ("Work", "Finding work, training on the job, rights at work, starting a business."),
    "meet": ("Meeting people", "Neighbours, associations, sport, culture, volunteering."),
    "child": ("Children and families", "Nurseries, schools, parents' help, youth."),
    "safety": ("Safety", "Violence, trafficking, discrimination, danger."),
}
TAXONOMY = "Parvis topics"
ABOUT = "What a service is about, in the nine topics of a Parvis town. Given by the service or, where marked so, read from its words."


@dataclass(frozen=True, slots=True)
class Terms:
    """Every term by its HSDS id, with the services under it."""

    terms: dict[UUID, Json]
    services: dict[UUID, frozenset[int]]

    def of_taxonomy(self, taxonomy: UUID) -> list[Json]:
        """The terms of one taxonomy."""
        return [term for term in self.terms.values() if term["taxonomy_id"] == str(taxonomy)]

    def under(self, terms: list[Json]) -> frozenset[int]:
        """The services under any of these terms."""
        return frozenset().union(*(self.services[UUID(term["id"])] for term in terms))

    def taxonomies(self) -> list[Json]:
        """The taxonomies, Parvis's own first."""
        found: dict[str, Json] = {}
        for term in self.terms.values():
            detail = term.get("taxonomy_detail") or {}
            name = term.get("taxonomy") or "Terms without a taxonomy"
            given = {"name": name, "description": f"As brought in by the source: {name}"}
            if name == OURS:
                given = {"name": TAXONOMY, "description": ABOUT}
            found.setdefault(term["taxonomy_id"], {"id": term["taxonomy_id"], **given, **detail})
        return sorted(found.values(), key=lambda one: (one["name"] != TAXONOMY, one["name"]))


def all_terms() -> Terms:
    """The terms in use, and Parvis's own even when no service has them yet."""
    classes = directory.classes()
    own = {(OURS, code): TopicIn(code=code, vocabulary=OURS) for code in TOPICS}
    terms: dict[UUID, Json] = {}
    services: dict[UUID, frozenset[int]] = {}
    for key, item in (own | dict(classes.terms)).items():
        term = term_json(item)
        own_id = UUID(term["id"])
        terms[own_id] = term
        services[own_id] = services.get(own_id, frozenset()) | classes.services.get(key, frozenset())
    return Terms(terms, services)


def term_json(item: TopicIn) -> Json:
    """A term with the id of its taxonomy."""
    term: Json = dict(write_term(ours(item) if item.vocabulary == OURS else item))
    detail = term.get("taxonomy_detail")
    term["taxonomy_id"] = detail["id"] if detail else str(uuid5(NAMESPACE, f"taxonomy:{item.vocabulary}"))
    return term


def ours(item: TopicIn) -> TopicIn:
    """One of Parvis's topics with its English name. Its id comes from its code alone."""
    name, description = WORDS.get(item.code, (item.code, item.code))
    return replace(item, name=name, description=description, source_id="")


def with_ours(items: tuple[TopicIn, ...], codes: tuple[str, ...], *, guessed: bool) -> tuple[TopicIn, ...]:
    """What classes a service: its source's terms and Parvis's topics; those read from its words say so."""
    kept = [item for item in items if item.vocabulary != OURS]
    said = {"attribute_value": "read from the description"} if guessed else {}
    return (*kept, *(ours(TopicIn(code=code, vocabulary=OURS, extra=said)) for code in codes))
