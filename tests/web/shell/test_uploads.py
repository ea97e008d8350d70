"""No page takes a file, and none lies about afterwards."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parvis.directory.models import ListingReport

MEGABYTES = 6 * 1024 * 1024


@pytest.mark.django_db
def test_a_file_is_written_nowhere_and_what_was_typed_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written: list[object] = []
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *args, **kwargs: written.append(args))
    big = SimpleUploadedFile("a.bin", b"x" * MEGABYTES)
    answer = Client().post("/fr/report/", {"what": "closed", "words": "", "more": big})
    assert answer.status_code in {302, 400}
    assert written == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_form_without_a_file_is_read_as_before() -> None:
    answer = Client().post("/fr/report/", {"what": "other", "words": "The hours are wrong."})
    assert answer.status_code == 302
    assert ListingReport.objects.get().words == "The hours are wrong."
