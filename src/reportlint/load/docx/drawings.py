"""What hangs in a run besides characters: text boxes, pictures, formulas."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.load.docx.names import ALTERNATE, MATH, TEXT_BOX, Element, child, chosen

_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{urn:schemas-microsoft-com:vml}imagedata",
    "{urn:schemas-microsoft-com:office:office}OLEObject",
)


def text_boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes below ``element``, each once.

    Word stores a box twice, for new and for old programs; only one branch is looked at.
    """
    for item in element:
        if item.tag == TEXT_BOX:
            yield item
        elif item.tag == ALTERNATE:
            branch = chosen(item)
            if branch is not None:
                yield from text_boxes(branch)
        else:
            yield from text_boxes(item)


def is_picture(element: Element) -> bool:
    """Whether a drawing shows a picture, chart or embedded object, whose text cannot be read."""
    return next(element.iter(*_PICTURES), None) is not None


def math_text(element: Element) -> str:
    """A formula on one line: fractions with a slash, brackets where the layout implies them."""
    tag = element.tag
    if tag == f"{MATH}t":
        return element.text or ""
    if tag == f"{MATH}f":
        above, below = (_part(element, name) for name in ("num", "den"))
        return f"{_grouped(above)}/{_grouped(below)}"
    if tag == f"{MATH}d":
        return f"({''.join(map(math_text, element))})"
    return "".join(map(math_text, element))


def _part(element: Element, name: str) -> str:
    found = child(element, MATH + name)
    return "" if found is None else math_text(found)


def _grouped(text: str) -> str:
    return f"({text})" if any(sign in text for sign in "+-−") else text
