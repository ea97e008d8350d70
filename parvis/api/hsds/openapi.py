"""The HSDS endpoints as an OpenAPI document. Objects refer to the standard's own schemas."""

from __future__ import annotations

from parvis.api.hsds.answers import Json

VERSION = "3.0"
_SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/compiled"
_PAGES = {
    "total_items": "integer", "total_pages": "integer", "page_number": "integer", "size": "integer",
    "first_page": "boolean", "last_page": "boolean", "empty": "boolean",
}  # fmt: skip
_PARAMETERS: dict[str, tuple[str, str]] = {
    "search": ("string", "Words in any language of the house; the best matches come first."),
    "page": ("integer", "Number of the page, from 1."),
    "per_page": ("integer", "Objects a page, at most 500."),
    "format": ("string", "`json`, or `ndjson` for all objects, one a line."),
    "full": ("boolean", "Objects with everything nested in them."),
    "minimal": ("boolean", "Only ids and when they last changed; then up to 10,000 a page."),
    "modified_after": ("string", "Changed here at or after this instant (ISO 8601)."),
    "taxonomy_term_id": ("string", "Under this term."),
    "taxonomy_id": ("string", "Under any term of this taxonomy."),
    "organization_id": ("string", "Offered by this organisation."),
    "minimum_age": ("integer", "Whose own minimum age is at least this."),
    "maximum_age": ("integer", "Whose own maximum age is at most this."),
    "postcode": ("string", "In this postcode."),
    "proximity": ("integer", "Within so many metres of the middle of the postcode."),
    "full_service": ("boolean", "With its services complete."),
}
_ALWAYS = ("search", "page", "per_page", "format")
_FILTERS = (
    "full",
    "modified_after",
    "taxonomy_term_id",
    "taxonomy_id",
    "organization_id",
    "minimum_age",
    "maximum_age",
)
# path, object, schema, parameters of the list, parameters of the one
_ENDPOINTS: tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("services", "service", "service", (*_ALWAYS, *_FILTERS, "minimal"), ()),
    ("organizations", "organisation", "organization", (*_ALWAYS, "full"), ("full_service",)),
    (
        "service_at_locations",
        "service at a place",
        "service_at_location",
        (*_ALWAYS, *_FILTERS, "postcode", "proximity"),
        (),
    ),
    ("taxonomies", "taxonomy", "", _ALWAYS, ()),
    ("taxonomy_terms", "term of a taxonomy", "", (*_ALWAYS, "taxonomy_id"), ()),
)


def document(address: str) -> Json:
    """OpenAPI 3.1 for a server at `address`."""
    paths: Json = {"/": {"get": _operation("root", "Version, profile and this document", [], {"type": "object"})}}
    for path, name, schema, of_list, of_one in _ENDPOINTS:
        item = {"$ref": f"{_SCHEMAS}/{schema}.json"} if schema else {"type": "object"}
        parameters = [_parameter(one) for one in of_list]
        paths[f"/{path}"] = {"get": _operation(path, f"Every {name}, a page at a time", parameters, _page(item))}
        own = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        parameters = [own, *(_parameter(one) for one in of_one)]
        paths[f"/{path}/{{id}}"] = {"get": _operation(f"{path}_one", f"One {name}", parameters, item)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Parvis: the directory as open data",
            "version": VERSION,
            "description": "HSDS 3.0, valid as Open Referral UK 3.0 too. Reading only; no key; any site may ask.",
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": paths,
    }


def _parameter(name: str) -> Json:
    kind, description = _PARAMETERS[name]
    return {"name": name, "in": "query", "required": False, "description": description, "schema": {"type": kind}}


def _operation(name: str, summary: str, parameters: list[Json], schema: Json) -> Json:
    refused = {"description": "A parameter can't be used; the body names it."}
    missing = {"description": "Nothing under this id."}
    found = {"description": "Found.", "content": {"application/json": {"schema": schema}}}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": {"200": found, "400": refused, "404": missing},
    }


def _page(item: Json) -> Json:
    properties: Json = {name: {"type": kind} for name, kind in _PAGES.items()}
    return {"type": "object", "properties": properties | {"contents": {"type": "array", "items": item}}}
