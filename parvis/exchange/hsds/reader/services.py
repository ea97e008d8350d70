"""Services."""

from __future__ import annotations

from parvis.directory.incoming import ACTIVE, STATUSES
from parvis.engines.intake import fields
from parvis.engines.intake.desk import Row
from parvis.exchange.hsds.reader import parts
from parvis.exchange.hsds.reader.common import Common
from parvis.exchange.hsds.reader.places import Places
from parvis.exchange.hsds.records import AreaRecord, CostRecord, DocumentRecord, ServiceRecord


class Services:
    """Builds services from their rows and what hangs on them."""

    def __init__(self, common: Common, places: Places) -> None:
        self._common, self._places, self._index, self._desk = common, places, common.index, common.desk
        self._programs = {row.id: row for row in self._index.table("programs") if row.id}

    def build(self, row: Row) -> ServiceRecord:
        """The service; every cell of its row is in a field or in `extra`."""
        own = "services", row.id
        lowest, highest = self._ages(row)
        eligibility = self._eligibility(row)
        fees = row.text("fees_description") or row.text("fees")
        organisation_id = row.text("organization_id")
        return ServiceRecord(
            source_id=row.id,
            organisation_id=organisation_id,
            name=fields.short(self._desk, row, "name"),
            alternate_name=fields.short(self._desk, row, "alternate_name"),
            description=row.text("description"),
            url=fields.url(self._desk, row, "url"),
            email=fields.email(self._desk, row, "email"),
            status=self._status(row),
            phones=self._common.phones(*own),
            locations=self._places.of_service(row.id),
            schedules=parts.schedules(self._desk, self._index.owned("schedules", *own)),
            languages=self._common.languages(*own),
            costs=tuple(self._cost(r) for r in self._index.owned("cost_options", *own)),
            documents=self._documents(row.id),
            areas=tuple(self._area(r) for r in self._index.owned("service_areas", *own)),
            contacts=self._common.contacts(*own),
            topics=self._common.topics(*own),
            eligibility_text=eligibility,
            minimum_age=lowest,
            maximum_age=highest,
            application_process=row.text("application_process"),
            wait_time=row.text("wait_time"),
            fees=fees,
            interpretation=row.text("interpretation_services"),
            accreditations=row.text("accreditations"),
            licences=row.text("licenses", "licences"),
            alert=row.text("alert"),
            assured_on=fields.day(self._desk, row, "assured_date"),
            assured_by=fields.email(self._desk, row, "assurer_email"),
            modified_at=fields.moment(self._desk, row, "last_modified"),
            log=self._common.log(*own),
            extra=self._extra(row),
        )

    def _status(self, row: Row) -> str:
        given = row.peek("status").lower()
        if given in STATUSES:
            row.text("status")
            return given
        if given:
            self._desk.kept(row, "status", "status.unknown", given)
        else:
            self._desk.suppose(row, "status", "status.supposed_active")
        return ACTIVE

    def _ages(self, row: Row) -> tuple[int | None, int | None]:
        lowest = fields.age(self._desk, row, "minimum_age")
        highest = fields.age(self._desk, row, "maximum_age")
        if lowest is not None and highest is not None and lowest > highest:
            self._desk.repaired(row, "minimum_age", "age.swapped", f"{lowest}-{highest}")
            return highest, lowest
        return lowest, highest

    def _eligibility(self, row: Row) -> str:
        texts = [row.text("eligibility_description")]
        texts += [r.text("eligibility") for r in self._index.owned("eligibility", "services", row.id)]
        return "\n\n".join(dict.fromkeys(text for text in texts if text))

    def _cost(self, row: Row) -> CostRecord:
        amount = row.peek("amount").replace(",", ".")
        is_number = amount.replace(".", "", 1).isdigit()
        if is_number:
            row.text("amount")
        elif amount:
            self._desk.kept(row, "amount", "amount.invalid", amount)
        return CostRecord(
            option=row.text("option"),
            amount=amount if is_number else "",
            currency=row.text("currency").upper(),
            description=row.text("amount_description"),
            valid_from=fields.day(self._desk, row, "valid_from"),
            valid_to=fields.day(self._desk, row, "valid_to"),
            source_id=row.id,
            extra=fields.rest(row, *parts.LINKS),
        )

    def _documents(self, service_id: str) -> tuple[DocumentRecord, ...]:
        found = []
        for row in self._index.owned("required_documents", "services", service_id):
            name, link = row.text("document"), fields.url(self._desk, row, "uri")
            if name or link:
                found.append(
                    DocumentRecord(name=name, url=link, source_id=row.id, extra=fields.rest(row, *parts.LINKS))
                )
            else:
                self._desk.reject(row, "document", "row.blank")
        return tuple(found)

    def _area(self, row: Row) -> AreaRecord:
        return AreaRecord(
            name=row.text("name"),
            description=row.text("description"),
            extent=row.text("extent"),
            extent_type=row.text("extent_type"),
            url=fields.url(self._desk, row, "uri"),
            source_id=row.id,
            extra=fields.rest(row, *parts.LINKS),
        )

    def _extra(self, row: Row) -> dict[str, object]:
        program = self._programs.get(row.peek("program_id"))
        more: dict[str, object] = {"program": {"id": program.id} | fields.rest(program)} if program else {}
        return fields.rest(row) | more | self._common.leftovers("services", row.id)
