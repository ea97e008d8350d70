"""What organisations, services and places have in common: phones, languages, contacts, terms, and tables without a home."""

from __future__ import annotations

from parvis.engines.intake import fields
from parvis.engines.intake.desk import Row
from parvis.exchange.hsds.reader import parts
from parvis.exchange.hsds.reader.index import Index
from parvis.exchange.hsds.records import ChangeRecord, ContactRecord, LanguageRecord, PhoneRecord, TaxonomyTermRecord

# Tables that HSDS has and the directory does not: their rows go to their owner's `extra` as they are.
_HOMELESS = ("funding", "organization_identifiers", "holiday_schedules", "payments_accepted")


class Common:
    """Builders that need the index and the region phones are read in."""

    def __init__(self, index: Index, region: str) -> None:
        self.index, self.desk, self.region = index, index.desk, region
        self._terms = {row.id: row for row in index.table("taxonomy_terms") if row.id}
        self._vocabularies = {row.id: row for row in index.table("taxonomies") if row.id}

    def phones(self, owner: str, owner_id: str, *, link: bool = False) -> tuple[PhoneRecord, ...]:
        """The phones of an owner; `link` marks what belongs to the link service–place."""
        found = []
        for row in self.index.owned("phones", owner, owner_id):
            spoken = self.languages("phones", row.key) if row.key else ()
            if link:
                row.values["hsds_link"] = True
            told = parts.phone(self.desk, row, self.region, spoken)
            if told:
                found.append(told)
        return tuple(found)

    def languages(self, owner: str, owner_id: str) -> tuple[LanguageRecord, ...]:
        """The languages of an owner, each once."""
        rows = self.index.owned("languages", owner, owner_id)
        found = [told for row in rows for told in parts.languages(self.desk, row)]
        return tuple({(told.code, told.name if not told.code else "", told.note): told for told in found}.values())

    def contacts(self, owner: str, owner_id: str, *, link: bool = False) -> tuple[ContactRecord, ...]:
        """Named contacts with their phones."""
        found = []
        for row in self.index.owned("contacts", owner, owner_id):
            if link:
                row.values["hsds_link"] = True
            mail = fields.email(self.desk, row, "email")
            phones = self.phones("contacts", row.key) if row.key else ()
            told = ContactRecord(
                name=row.text("name"), title=row.text("title"), department=row.text("department"), email=mail,
                phones=phones, source_id=row.id, extra=fields.rest(row, *parts.LINKS),
            )  # fmt: skip
            found.append(told)
        return tuple(found)

    def topics(self, owner: str, owner_id: str) -> tuple[TaxonomyTermRecord, ...]:
        """Terms by attribute (3.0) or by service_taxonomy (1.1, 2.0)."""
        found: list[TaxonomyTermRecord] = []
        for table in ("attributes", "service_taxonomy"):
            for row in self.index.owned(table, owner, owner_id):
                key = "taxonomy_term_id" if row.peek("taxonomy_term_id") else "taxonomy_id"
                term = self._terms.get(row.peek(key)) or self._vocabularies.get(row.peek(key))
                if term:
                    found.append(self._topic(term, row))
                else:
                    self.desk.reject(row, key, "orphan.term", row.peek(key))
        return tuple(found)

    def log(self, owner: str, owner_id: str) -> tuple[ChangeRecord, ...]:
        """The owner's change log."""
        return tuple(parts.change(self.desk, row) for row in self.index.owned("metadata", owner, owner_id))

    def leftovers(self, owner: str, owner_id: str) -> dict[str, object]:
        """Rows of tables without a home, by table."""
        found: dict[str, object] = {}
        for table in _HOMELESS:
            rows = [{"id": row.id} | fields.rest(row, *parts.LINKS) for row in self.index.owned(table, owner, owner_id)]
            if rows:
                found[table] = [{name: value for name, value in row.items() if value} for row in rows]
        return found

    def _topic(self, term: Row, link: Row) -> TaxonomyTermRecord:
        vocabulary = self._vocabularies.get(term.peek("taxonomy_id"))
        detail = term.values.get("taxonomy_detail")
        name = term.peek("taxonomy") or term.peek("vocabulary") or (vocabulary.peek("name") if vocabulary else "")
        known = {"code", "name", "description", "taxonomy", "vocabulary", "taxonomy_id", "term_uri", "id"}
        extra = {key: value for key, value in sorted(term.values.items()) if key not in known}
        told = fields.rest(link, *parts.LINKS, "taxonomy_term_id", "taxonomy_id")
        extra |= {f"attribute_{key}": value for key, value in told.items()}
        if link.id:
            extra["attribute_id"] = link.id
        if detail:
            extra["taxonomy_detail"] = detail
        elif vocabulary:
            extra["taxonomy_detail"] = {"id": vocabulary.id, **fields.rest(vocabulary)}
        return TaxonomyTermRecord(
            code=term.peek("code") or term.id,
            name=term.peek("name"),
            vocabulary=name,
            description=term.peek("description"),
            url=term.peek("term_uri"),
            source_id=term.id,
            extra=extra,
        )
