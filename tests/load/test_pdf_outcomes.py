"""PDF files that cannot be read, or only nearly: each is a value with its reason."""

from __future__ import annotations

import hashlib
import struct

import pytest
from pdf_writer import Page, pdf

from reportlint.load.pdf import load_pdf
from reportlint.model.document import Document, Unreadable
from reportlint.model.settings import Limits

SAMPLE = Page().text(60, 100, "Total 128.50")
PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def refused(data: bytes, engine: str = "auto", **keywords: object) -> Unreadable:
    outcome = load_pdf(data, "a.pdf", "f" * 64, engine, **keywords)  # type: ignore[arg-type]
    assert isinstance(outcome, Unreadable), outcome
    assert (outcome.path, outcome.format, outcome.sha256) == ("a.pdf", "pdf", "f" * 64)
    return outcome


def rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted(user_password: bytes) -> bytes:
    """A PDF encrypted with 40-bit RC4 (PDF 1.7 §7.6.3) and some owner password."""
    identity = b"0123456789abcdef"
    padded = (user_password + PAD)[:32]
    owner = rc4(hashlib.md5((b"owner" + PAD)[:32]).digest()[:5], padded)
    permissions = -44
    seed = padded + owner + struct.pack("<i", permissions) + identity
    key = hashlib.md5(seed).digest()[:5]
    user = rc4(key, PAD)
    number = 11  # the content stream of the first page
    own_key = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10]
    page = Page()
    page.content = [rc4(own_key, SAMPLE.content[0].encode()).decode("latin-1")]
    trailer = (
        f"/ID [<{identity.hex()}> <{identity.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2 "
        f"/O <{owner.hex()}> /U <{user.hex()}> /P {permissions} >>"
    )
    return pdf(page, trailer=trailer)


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_file_that_needs_a_password_is_refused(engine):
    assert "密码" in refused(encrypted(b"secret"), engine).reason.zh


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_file_with_an_owner_password_only_is_read(engine):
    document = load_pdf(encrypted(b""), "a.pdf", "0", engine)
    assert isinstance(document, Document)
    assert document.text == "Total 128.50"


def test_truncated_file_is_refused_as_damaged():
    whole = pdf(SAMPLE)
    assert "损坏" in refused(whole[:200]).reason.zh


def test_damaged_cross_references_are_repaired():
    whole = pdf(SAMPLE)
    broken = whole.replace(b"startxref\n", b"startxref\n9")
    assert broken != whole
    document = load_pdf(broken, "a.pdf", "0")
    assert isinstance(document, Document)
    assert document.text == "Total 128.50"


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_file_without_pages_is_refused(engine):
    assert refused(pdf(), engine).reason.en.startswith("The PDF has no pages")


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_scanned_pages_say_that_ocr_would_be_needed(engine):
    page = Page()
    page.content.append("q 500 0 0 700 40 60 cm /X1 Do Q")
    image = {
        100: "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        "/BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
    }
    reason = refused(pdf(page, extra=image), engine).reason
    assert "OCR" in reason.zh and "Word" in reason.zh
    both = load_pdf(pdf(SAMPLE, page, extra=image), "a.pdf", "0", engine)
    assert isinstance(both, Document)
    assert both.notes[0].en == "Page 2 holds only an image and no text; it is not checked."


def test_blank_pages_are_refused_for_want_of_text():
    assert "没有可读取的文字" in refused(pdf(Page())).reason.zh


@pytest.mark.parametrize("data", [b"", b"   ", b"plain words", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(data):
    assert refused(data).reason.en.startswith(("The file is empty", "The file is not a PDF"))


def test_too_many_pages_are_refused_with_both_numbers():
    reason = refused(pdf(SAMPLE, SAMPLE, SAMPLE), limits=Limits(max_pages=2)).reason
    assert "3" in reason.en and "2" in reason.en


def test_unknown_engine_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="unknown engine"):
        load_pdf(pdf(SAMPLE), "a.pdf", "0", "guess")


def test_page_on_which_our_engine_fails_is_read_by_the_other(monkeypatch):
    from reportlint.load.pdf import pdfium

    whole = pdfium.PdfiumEngine.page

    def failing(self, index):
        if index == 1:
            raise ValueError("broken page")
        return whole(self, index)

    monkeypatch.setattr(pdfium.PdfiumEngine, "page", failing)
    document = load_pdf(pdf(SAMPLE, Page().text(60, 100, "Second 7")), "a.pdf", "0")
    assert isinstance(document, Document)
    assert document.text == "Total 128.50\nSecond 7"
    assert document.page_of(document.blocks[1].span) == 2
