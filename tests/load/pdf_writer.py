"""A very small PDF writer for tests: text in Helvetica or a Chinese font that is not embedded."""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0


@dataclass
class Page:
    """Content of one page. Positions are in points from the top left of an A4 page."""

    attributes: str = f"/MediaBox [0 0 {WIDTH:g} {HEIGHT:g}]"
    content: list[str] = field(default_factory=list)

    def text(self, x: float, baseline: float, text: str, size: float = 10, mode: int = 0) -> Page:
        """Write ``text``; Helvetica for ASCII, otherwise the Chinese font, one em a character."""
        if text.isascii():
            shown = "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
            font = "F1"
        else:
            shown = "<" + text.encode("utf-16-be").hex() + ">"
            font = "F2"
        place = f"1 0 0 1 {x:g} {HEIGHT - baseline:g} Tm"
        self.content.append(f"BT /{font} {size:g} Tf {mode} Tr {place} {shown} Tj ET")
        return self

    def slanted(self, x: float, baseline: float, text: str, size: float) -> Page:
        """Write text at 45 degrees, as watermarks are."""
        shown = "<" + text.encode("utf-16-be").hex() + ">"
        place = f".7071 .7071 -.7071 .7071 {x:g} {HEIGHT - baseline:g} Tm"
        self.content.append(f"BT /F2 {size:g} Tf {place} {shown} Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Stroke a straight line."""
        self.content.append(f"{x0:g} {HEIGHT - y0:g} m {x1:g} {HEIGHT - y1:g} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Fill a rectangle: a thin one is what Word draws as a ruling line."""
        self.content.append(f"{x0:g} {HEIGHT - y1:g} {x1 - x0:g} {y1 - y0:g} re f")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        """Stroke all lines of a grid."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def row(self, xs: list[float], baseline: float, texts: list[str]) -> Page:
        """Write one text per column, a little to the right of its line."""
        for x, text in zip(xs, texts, strict=False):
            if text:
                self.text(x + 4, baseline, text)
        return self


def pdf(*pages: Page, trailer: str = "", extra: dict[int, str] | None = None) -> bytes:
    """The bytes of a PDF with these pages; ``extra`` adds objects by number (from 100)."""
    fonts = "/Font << /F1 3 0 R /F2 4 0 R >>"
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [5 0 R] >>",
        5: "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 6 0 R >>",
        6: "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 859 /Descent -141 "
        "/CapHeight 683 /StemV 80 /ItalicAngle 0 /FontBBox [0 -141 1000 859] >>",
    }
    kids = []
    for number, page in enumerate(pages):
        at = 10 + 2 * number
        kids.append(f"{at} 0 R")
        body = "\n".join(page.content)
        resources = f"/Resources << {fonts} /XObject << /X1 100 0 R >> >>"
        objects[at] = (
            f"<< /Type /Page /Parent 2 0 R {page.attributes} {resources} /Contents {at + 1} 0 R >>"
        )
        objects[at + 1] = f"<< /Length {len(body)} >>\nstream\n{body}\nendstream"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects |= extra or {}
    return _written(objects, trailer)


def _written(objects: dict[int, str], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
    start = len(out)
    size = max(objects) + 1
    out += f"xref\n0 {size}\n".encode()
    for number in range(size):
        entry = f"{places[number]:010d} 00000 n \n" if number in places else "0000000000 65535 f \n"
        out += entry.encode()
    out += f"trailer << /Size {size} /Root 1 0 R {trailer} >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
