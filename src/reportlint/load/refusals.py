"""The sentences for sources that cannot be read: what is wrong, and what to do."""

from __future__ import annotations

from pathlib import PurePath

from reportlint.model.document import Message

_SAVE = Message(
    "请用 Word 或 WPS 打开，另存为 docx 或 PDF 后再核对",
    "open it in Word or WPS and save it as docx or PDF",
)
_EXPORT = Message("请另存为 docx 或 PDF 后再核对", "save it as docx or PDF")
_UNPACK = Message("请先解压，再核对其中的文件", "unpack it and check the files inside")
_TYPED = Message(
    "请提供文字可以选中的 docx 或 PDF", "provide a docx or PDF whose text can be selected"
)
_AGAIN = Message(
    "可能下载或拷贝中断，请重新取得文件，或用 Word、WPS 修复后另存",
    "fetch it again, or repair it in Word or WPS and save it anew",
)
_UNLOCK = Message(
    "请在 Word 或 WPS 中输入密码打开，去掉密码另存后再核对",
    "open it with its password and save it without one",
)

# Format → (Chinese name, English name, its usual suffixes, what to do).
_KINDS: dict[str, tuple[str, str, tuple[str, ...], Message]] = {
    "doc": ("旧版 Word 文档（doc）", "a legacy Word document (doc)", (".doc", ".dot"), _SAVE),
    "wps": ("WPS 文字文档（wps）", "a WPS Writer document (wps)", (".wps",), _SAVE),
    "xls": ("旧版 Excel 表格（xls）", "a legacy Excel workbook (xls)", (".xls", ".xlt"), _EXPORT),
    "et": ("WPS 表格（et）", "a WPS spreadsheet (et)", (".et",), _EXPORT),
    "xlsb": (
        "二进制 Excel 表格（xlsb）",
        "a binary Excel workbook (xlsb)",
        (".xlsb",),
        Message("请另存为 xlsx 后再核对", "save it as xlsx"),
    ),
    "csv": ("逗号分隔的表格（csv）", "a comma-separated table (csv)", (".csv",), _EXPORT),
    "ppt": (
        "旧版演示文稿（ppt）",
        "a legacy presentation (ppt)",
        (".ppt", ".pps", ".dps"),
        _EXPORT,
    ),
    "pptx": ("演示文稿（pptx）", "a presentation (pptx)", (".pptx", ".ppsx"), _EXPORT),
    "odt": ("OpenDocument 文档（odt）", "an OpenDocument text (odt)", (".odt",), _EXPORT),
    "ods": ("OpenDocument 表格（ods）", "an OpenDocument sheet (ods)", (".ods",), _EXPORT),
    "odp": ("OpenDocument 演示文稿（odp）", "OpenDocument slides (odp)", (".odp",), _EXPORT),
    "ofd": ("OFD 版式文件", "an OFD document", (".ofd",), _EXPORT),
    "rtf": ("RTF 文档", "an RTF document", (".rtf",), _SAVE),
    "mht": ("网页存档（MHT）", "a web archive (MHT)", (".mht", ".mhtml"), _SAVE),
    "word-xml": ("Word XML 文档", "a Word XML document", (".xml",), _SAVE),
    "excel-xml": ("Excel XML 表格", "an Excel XML workbook", (".xml",), _EXPORT),
    "xml": ("XML 数据文件", "an XML data file", (".xml",), _EXPORT),
    "image": (
        "图片",
        "an image",
        (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"),
        _TYPED,
    ),
    "archive": ("压缩包", "an archive", (".rar", ".7z", ".gz", ".tgz"), _UNPACK),
    "program": ("可执行程序", "a program", (".exe", ".dll", ".com"), _EXPORT),
    "ole": ("无法辨认的旧版 Office 文件", "an unknown legacy Office file", (), _SAVE),
}
_SUFFIX_KINDS = {".wps": "wps", ".et": "et"}

EMPTY = Message(
    "空文件：没有任何内容；请确认文件是否保存完整", "Empty file: it holds nothing; save it again"
)
LOCK_FILE = Message(
    "这是 Word 或 WPS 打开文档时留下的临时文件；请核对文档本身",
    "This is the temporary file of an open document; check the document itself",
)
BINARY = Message(
    f"不是可以辨认的文档（二进制内容）；{_EXPORT.zh}",
    f"Not a known document (binary content); {_EXPORT.en}",
)
ENCODING = Message(
    "文字编码无法识别；请用记事本打开，另存为 UTF-8 编码后再核对",
    "The text encoding is unknown; save the file as UTF-8",
)
ENCRYPTED = Message(f"文件有密码保护，无法读取；{_UNLOCK.zh}", f"The file is locked; {_UNLOCK.en}")
DAMAGED_DOCX = Message(
    f"docx 文件不完整或已损坏；{_AGAIN.zh}", f"The docx is incomplete or damaged; {_AGAIN.en}"
)
DAMAGED_ZIP = Message(
    f"压缩包不完整或已损坏；{_AGAIN.zh}", f"The archive is incomplete or damaged; {_AGAIN.en}"
)
ENCRYPTED_ZIP = Message(
    "压缩包有密码保护，无法读取；请解压后核对其中的文件",
    "The archive is locked; unpack it with its password and check the files inside",
)
NESTED_ZIP = Message(
    f"压缩包层层相套，没有再往里读；{_UNPACK.zh}",
    f"An archive inside an archive inside an archive was not opened; {_UNPACK.en}",
)
NO_BODY = Message(
    f"不是 Word 文档：缺少正文部分（word/document.xml）；{_SAVE.zh}",
    f"Not a Word document: its text part (word/document.xml) is missing; {_SAVE.en}",
)
NO_TEXT = Message(
    "文档中没有任何文字；请确认文件是否保存完整", "The document holds no text; save it again"
)
PICTURES = Message(
    f"文档中只有图片，没有文字；{_TYPED.zh}", f"The document holds only pictures; {_TYPED.en}"
)
DAMAGED_XLSX = Message(
    "Excel 文件已损坏或结构特殊，无法读取；请用 Excel 或 WPS 打开，另存为 xlsx 后再核对",
    "The workbook is damaged or unusual; open it in Excel or WPS and save it as xlsx",
)
EMPTY_XLSX = Message(
    "Excel 文件的可见工作表中没有任何内容；请确认文件是否保存完整",
    "The visible sheets of the workbook hold nothing; save it again",
)
NO_EXCEL = Message(
    "读取 Excel 表格需要 openpyxl；请先运行 pip install reportlint[excel]",
    "Reading workbooks needs openpyxl; run: pip install reportlint[excel]",
)
HTML_EMPTY = Message(
    "网页中没有可以读取的文字（可能由脚本生成，或分成多个框架）；"
    "请在浏览器中打开，打印为 PDF 后再核对",
    "The page holds no readable text (scripts or frames may make it); print it to PDF",
)
HTML_BOUNDS = Message(
    "网页的结构嵌套过深或过大，无法读取；请在浏览器中打开，打印为 PDF 后再核对",
    "The page is nested too deeply or too large; print it to PDF from a browser",
)
DIRECTORY = Message("这是文件夹，不是文件", "This is a folder, not a file")
MISSING = Message(
    "找不到文件；请检查路径和文件名", "No such file; check the path and the file name"
)
DENIED = Message(
    "没有读取权限，或文件正被其他程序占用；请检查权限或关闭该程序后再试",
    "Permission denied, or another program holds the file; check permissions or close it",
)
FAILED = Message(
    "读取文件时磁盘或网络出错；请把文件拷贝到本机后再试",
    "The disk or network failed while reading; copy the file to this computer",
)


def too_large(limit: int) -> Message:
    """The file, or what is packed inside, exceeds ``limit`` bytes."""
    size = f"{limit / 1_000_000:g} MB"
    return Message(
        f"文件过大（上限 {size}）；请压缩其中的图片或拆分文件后再核对",
        f"The file is too large (limit {size}); shrink its pictures or split it",
    )


def too_many_cells(limit: int) -> Message:
    """The tables hold more than ``limit`` cells."""
    return Message(
        f"表格单元格过多（上限 {limit} 个）；请拆分文件后再核对",
        f"The tables hold too many cells (limit {limit}); split the file",
    )


def too_many_members(limit: int) -> Message:
    """An archive holds more than ``limit`` files."""
    return Message(
        f"压缩包中的文件过多（上限 {limit} 个）；{_UNPACK.zh}",
        f"The archive holds too many files (limit {limit}); {_UNPACK.en}",
    )


def several_files(path: str, member: str | None) -> Message:
    """An archive where one document was asked for; ``member`` is one of what it holds."""
    if member is None:
        return Message("压缩包中没有文件", "The archive holds no files")
    if member == "[Content_Types].xml":  # an office file whose main part is gone
        return DAMAGED_XLSX if PurePath(path).suffix.lower().startswith(".xls") else NO_BODY
    return Message(
        f"压缩包不是单个文件；请解压，或指明其中的一个，如 {path}!{member}",
        f"An archive is not one document; unpack it, or name one inside: {path}!{member}",
    )


def malformed(part: str) -> Message:
    """An XML part of an office file cannot be parsed."""
    return Message(
        f"docx 内部结构损坏（{part}）；{_SAVE.zh}",
        f"The docx is damaged inside ({part}); {_SAVE.en}",
    )


def unsupported(kind: str, path: str) -> Message:
    """A known format that is not read, naming a suffix that says something else."""
    if kind == "encrypted":
        return ENCRYPTED
    if kind == "docx-damaged":
        return DAMAGED_DOCX
    if kind == "xlsx-damaged":
        return DAMAGED_XLSX
    if kind == "zip-damaged":
        return DAMAGED_ZIP
    suffix = PurePath(path).suffix.lower()
    zh, en, suffixes, advice = _KINDS[
        _SUFFIX_KINDS.get(suffix, kind) if kind in ("doc", "xls", "ole") else kind
    ]
    if not suffix or suffix in suffixes or suffix in _SUFFIX_KINDS:
        return Message(f"暂不支持{zh}；{advice.zh}", f"Not supported yet: {en}; {advice.en}")
    return Message(
        f"文件名以 {suffix} 结尾，实际是{zh}，暂不支持；{advice.zh}",
        f"Named {suffix} but really {en}, which is not supported yet; {advice.en}",
    )


def is_unsupported(kind: str) -> bool:
    """Whether ``unsupported`` has a sentence for ``kind``."""
    return kind in _KINDS or kind in ("encrypted", "docx-damaged", "xlsx-damaged", "zip-damaged")


def kind_of_suffix(suffix: str) -> str | None:
    """The unsupported format that ``suffix`` belongs to, None for other suffixes."""
    return next((kind for kind, entry in _KINDS.items() if suffix in entry[2]), None)
