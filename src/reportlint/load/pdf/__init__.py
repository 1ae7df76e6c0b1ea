"""PDF → Document: pdfium's characters and rules, our own grids, paragraphs and joined tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from reportlint.load.pdf.assemble import document
from reportlint.load.pdf.engine import Engine, PageObjects, RefusedError
from reportlint.load.pdf.layout import PageLayout, page_layout
from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.settings import Limits

_HEAD = 1024  # readers accept rubbish before the signature within this many bytes


def load_pdf(
    data: bytes,
    path: str,
    sha256: str,
    engine: str = "auto",
    limits: Limits | None = None,
) -> Document | Unreadable:
    """Read a PDF.

    ``engine`` is ``auto`` (pdfium, and pdfplumber for single pages on which pdfium fails, finds
    no text or lacks the font) or ``pdfplumber`` (pdfplumber alone); anything else raises
    ``ValueError``. What cannot be read comes back as an :class:`Unreadable` with its reason.
    """
    if engine not in ("auto", "pdfplumber"):
        raise ValueError(f"unknown engine: {engine}")

    def refuse(why: str) -> Unreadable:
        return Unreadable(path, _REASONS[why], format="pdf", sha256=sha256)

    if b"%PDF-" not in data[:_HEAD]:
        return refuse("empty" if not data.strip() else "foreign")
    max_pages = (limits or Limits()).max_pages
    pages = _Pages(data, engine)
    try:
        count = pages.count
        if count == 0:
            return refuse("no-pages")
        if count > max_pages:
            reason = Message(
                zh=f"文件共 {count} 页，超过上限 {max_pages} 页；请拆分后再检查。",
                en=f"The file has {count} pages, more than the limit of {max_pages}; "
                "split it and try again.",
            )
            return Unreadable(path, reason, format="pdf", sha256=sha256)
        layouts = list(pages.layouts())
    except RefusedError as refused:
        return refuse(refused.why)
    finally:
        pages.close()
    if not any(page.items for page in layouts):
        if len(pages.failed) == count:
            return refuse("damaged")
        return refuse("images" if any(page.images for page in layouts) else "no-text")
    return document(layouts, path, sha256, _notes(layouts, pages.failed))


class _Pages:
    """Pages from the first engine, and singly from pdfplumber where that one fails."""

    def __init__(self, data: bytes, engine: str) -> None:
        self._data = data
        self._fallback = engine == "auto"
        self._main: Engine | None = None
        self._plumber: Engine | None = None
        self._plumber_fails = False
        self._open: Callable[[bytes], Engine] = (
            _pdfium_engine if self._fallback else _plumber_engine
        )
        self.failed: list[int] = []

    @property
    def count(self) -> int:
        """Number of pages; raises :class:`RefusedError` when the file cannot be opened."""
        if self._main is None:
            try:
                self._main = self._open(self._data)
            except RefusedError as refused:
                # pdfium calls a file without pages damaged.
                second = self._second() if self._fallback and refused.why == "damaged" else None
                if second is not None and second.page_count == 0:
                    return 0
                raise
        return self._main.page_count

    def layouts(self) -> Iterator[PageLayout]:
        """Every page in order; a page that no engine can read is an empty one."""
        for index in range(self.count):
            yield self._layout(index)

    def _layout(self, index: int) -> PageLayout:
        assert self._main is not None
        found = _attempt(self._main, index)
        if self._fallback and (found is None or not found.items or found.lost):
            second = self._second()
            other = _attempt(second, index) if second is not None else None
            if other is not None and (found is None or other.items):
                found = other
        if found is None:
            self.failed.append(index + 1)
            return page_layout(PageObjects(index + 1, 0.0, 0.0))
        return found

    def _second(self) -> Engine | None:
        if self._plumber is None and not self._plumber_fails:
            try:
                self._plumber = _plumber_engine(self._data)
            except RefusedError:
                self._plumber_fails = True
        return self._plumber

    def close(self) -> None:
        """Release both engines."""
        for engine in (self._main, self._plumber):
            if engine is not None:
                with suppress(Exception):  # nothing is lost when closing fails
                    engine.close()


def _attempt(engine: Engine, index: int) -> PageLayout | None:
    """One page from one engine; None when anything in it fails, so that another can try."""
    try:
        return page_layout(engine.page(index))
    except Exception:
        return None


def _pdfium_engine(data: bytes) -> Engine:
    from reportlint.load.pdf.pdfium import PdfiumEngine

    return PdfiumEngine(data)


def _plumber_engine(data: bytes) -> Engine:
    # Imported only when needed: it takes longer than reading a small file.
    from reportlint.load.pdf.plumber import PlumberEngine

    return PlumberEngine(data)


def _notes(layouts: list[PageLayout], failed: list[int]) -> list[Message]:
    notes = []
    if failed:
        pages = _list(failed)
        notes.append(Message(zh=f"第 {pages} 页无法读取。", en=f"Page {pages} cannot be read."))
    silent = [page.number for page in layouts if not page.items and page.images]
    if silent:
        pages = _list(silent)
        notes.append(
            Message(
                zh=f"第 {pages} 页只有图像，没有文字，未检查。",
                en=f"Page {pages} holds only an image and no text; it is not checked.",
            )
        )
    slanted = [page.number for page in layouts if page.slanted]
    if slanted:
        pages = _list(slanted)
        notes.append(
            Message(
                zh=f"第 {pages} 页的水印文字未读入。",
                en=f"Watermark text on page {pages} is left out.",
            )
        )
    return notes


def _list(numbers: list[int]) -> str:
    """Page numbers in short: 1-3, 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


_REASONS = {
    "password": Message(
        zh="文件已加密，需要密码才能打开；请提供未加密的文件。",
        en="The file is encrypted and needs a password; supply it without encryption.",
    ),
    "damaged": Message(
        zh="PDF 文件已损坏或不完整，无法打开；请重新导出或重新下载。",
        en="The PDF is damaged or incomplete and cannot be opened; export or download it again.",
    ),
    "no-pages": Message(
        zh="PDF 文件没有任何页面；请重新导出。",
        en="The PDF has no pages; export it again.",
    ),
    "images": Message(
        zh="PDF 只有扫描图像，没有文字，须经文字识别（OCR）才能读取；"
        "请提供带文字的 PDF 或 Word 原件。",
        en="The PDF holds only scanned images and would need OCR to be read; "
        "supply a PDF with text or the Word original.",
    ),
    "no-text": Message(
        zh="PDF 中没有可读取的文字；请提供带文字的 PDF 或 Word 原件。",
        en="The PDF holds no readable text; supply a PDF with text or the Word original.",
    ),
    "foreign": Message(
        zh="文件不是 PDF；请核对文件的格式与后缀名。",
        en="The file is not a PDF; check its format and suffix.",
    ),
    "empty": Message(zh="文件是空的。", en="The file is empty."),
}
