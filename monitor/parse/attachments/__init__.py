"""
Attachments: the bytes of a file to its text, with page numbers where it has pages.

A file is what its content shows, whatever its name says. No bytes raise an error: what is wrong with a file is the
outcome of reading it. Each format's module is loaded when the first file of its kind comes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

from ...domain import AttachmentFormat as Format
from ...domain import AttachmentLimits, AttachmentMember, AttachmentText, Block
from ...domain import AttachmentOutcome as Outcome
from ...errors import AttachmentError, ParseError
from ...text.decoding import decode
from ..blocks import read_blocks
from ..markup import one_line, read_soup

__all__ = ["identify", "read_attachment"]

#: Bytes among which a file's marks stand; a PDF may have some of another program's before its own.
_HEAD = 1024
_MARKS = (
    (b"Rar!", Format.RAR),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM"), Format.IMAGE),
    (b"{\\rtf", Format.DOC),
    ((b"\xff\xfe", b"\xfe\xff"), Format.TXT),
)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p)[\s>]", re.IGNORECASE)
#: Parts that tell which program wrote a package.
_PACKAGES = (("word/document.xml", Format.DOCX), ("xl/workbook", Format.XLSX), ("OFD.xml", Format.OFD))
#: Streams of compound files, as their directory spells them.
_STREAMS = (("WordDocument", Format.DOC), ("Workbook", Format.XLS), ("Book", Format.XLS))
_LOCKED = "EncryptedPackage".encode("utf-16-le")
#: Control characters that no text has.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MEGABYTE = 1_000_000
#: Unpacked bytes up to which no ratio is suspicious: a page of blanks packs very small.
_HARMLESS = 10 * _MEGABYTE


def read_attachment(content: bytes, name: str, limits: AttachmentLimits | None = None) -> AttachmentText:
    """Return what a file says; `name` tells only what its content leaves open. Raises nothing but MemoryError."""
    return _read(content, name, limits or AttachmentLimits(), 0)


def identify(content: bytes, name: str = "") -> Format:
    """Return what a file is by its content; `name` parts WPS from DOC, which are one format."""
    head = content[:_HEAD]
    if b"%PDF-" in head:
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(content)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(content, name)
    marked = (found for mark, found in _MARKS if head.startswith(mark))
    return next(marked, None) or _plain_format(head)


def _plain_format(head: bytes) -> Format:
    if b'progid="Word.Document"' in head:
        return Format.DOC
    if not head.strip() or _BINARY.search(head):
        return Format.UNKNOWN
    return Format.HTML if _MARKUP.search(head) else Format.TXT


def _package(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return Format.ZIP
    for part, found in _PACKAGES:
        if any(name.startswith(part) for name in names):
            return found
    return Format.UNKNOWN if "[Content_Types].xml" in names else Format.ZIP


def _compound(content: bytes, name: str) -> Format:
    suffix = name.rpartition(".")[2].lower()
    if _LOCKED in content:
        return Format.XLSX if suffix.startswith(("xls", "et")) else Format.DOCX
    for stream, found in _STREAMS:
        if stream.encode("utf-16-le") in content:
            return Format.WPS if found is Format.DOC and suffix == "wps" else found
    return Format.UNKNOWN


def _read(content: bytes, name: str, limits: AttachmentLimits, depth: int) -> AttachmentText:
    found = identify(content, name)
    if len(content) > limits.size:
        most = limits.size // _MEGABYTE
        reason = f"the file has {len(content) // _MEGABYTE} MB; at most {most} MB are read"
        return AttachmentText(found, Outcome.TOO_LARGE, reason)
    try:
        if found is Format.ZIP:
            return _read_members(content, limits, depth)
        return _limited(_READERS[found](content, name, limits), limits)
    except AttachmentError as error:
        return AttachmentText(found, Outcome(error.outcome), error.reason)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- libraries raise anything for damaged bytes; the outcome tells it
        reason = f"the file is damaged: {one_line(str(error))[:200] or type(error).__name__}"
        return AttachmentText(found, Outcome.DAMAGED, reason)


def _limited(text: AttachmentText, limits: AttachmentLimits) -> AttachmentText:
    """Return the text with as many blocks as may be, and with the outcome of one that has none."""
    if not text.blocks and text.outcome is Outcome.READ:
        return replace(text, outcome=Outcome.EMPTY, reason="the file has no text")
    length = 0
    for index, block in enumerate(text.blocks):
        length += len(block.text)
        if length > limits.text:
            reason = f"only the first {limits.text:,} characters are read"
            return replace(text, blocks=text.blocks[:index], outcome=Outcome.PARTIAL, reason=reason)
    return text


# ------------------------------------------------------------------- archives and packages


def _read_members(content: bytes, limits: AttachmentLimits, depth: int) -> AttachmentText:
    if depth >= limits.depth:
        reason = f"archives lie in each other more than {limits.depth} deep"
        raise AttachmentError(Outcome.TOO_LARGE, reason)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        files = [info for info in packed.infolist() if not info.is_dir()]
        refuse_bomb(files, limits)
        # What is left for archives inside: together they may unpack to no more than one file may.
        left = limits.unpacked - sum(info.file_size for info in files)
        inner = replace(limits, unpacked=left // max(1, len(files)))
        members = tuple(_members(packed, files[: limits.members], inner, depth))
    if not members:
        return AttachmentText(Format.ZIP, Outcome.EMPTY, "the archive has no file")
    unread = [f"{member.name}: {member.content.reason}" for member in members if member.content.reason]
    if len(files) > limits.members:
        unread.append(f"only the first {limits.members} of {len(files):,} files are read")
    outcome = Outcome.PARTIAL if unread else Outcome.READ
    return AttachmentText(Format.ZIP, outcome, "; ".join(unread)[:1000], members=members)


def _members(
    packed: zipfile.ZipFile, files: list[zipfile.ZipInfo], limits: AttachmentLimits, depth: int
) -> Iterator[AttachmentMember]:
    for info in files:
        name = _member_name(info)
        if info.flag_bits & 1:
            content = AttachmentText(Format.UNKNOWN, Outcome.ENCRYPTED, "the file needs a password")
        else:
            try:
                content = _read(packed.read(info), name, limits, depth + 1)
            except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
                content = AttachmentText(Format.UNKNOWN, Outcome.DAMAGED, f"the file is damaged: {error}")
        yield AttachmentMember(name, content)


def _member_name(info: zipfile.ZipInfo) -> str:
    """Return the name as its author saw it: Chinese Windows writes GBK, which ZIP takes for code page 437."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return one_line(name)


def refuse_bomb(files: list[zipfile.ZipInfo], limits: AttachmentLimits) -> None:
    """Raise AttachmentError if files unpack to more than they may, in all or for their packed size."""
    size = sum(info.file_size for info in files)
    packed = sum(info.compress_size for info in files)
    if size > limits.unpacked or size > max(_HARMLESS, limits.ratio * packed):
        reason = f"the file unpacks from {packed:,} to {size:,} bytes, which no document does"
        raise AttachmentError(Outcome.TOO_LARGE, reason)


def checked_package(content: bytes, limits: AttachmentLimits) -> None:
    """Raise AttachmentError for a package that is a bomb or whose XML declares entities."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        refuse_bomb(packed.infolist(), limits)
        for info in packed.infolist():
            if info.filename.endswith((".xml", ".rels")):
                with packed.open(info) as part:
                    head = part.read(_HEAD)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    reason = f"{one_line(info.filename)} declares XML entities, which no office program writes"
                    raise AttachmentError(Outcome.DAMAGED, reason)


# ------------------------------------------------------------------- one reader for each format


def _read_word(content: bytes, _name: str, limits: AttachmentLimits) -> AttachmentText:
    _refuse_locked(content)
    checked_package(content, limits)
    from .word_document import read_docx  # noqa: PLC0415 -- see the module's docstring

    return AttachmentText(Format.DOCX, Outcome.READ, blocks=read_docx(content))


def _read_pdf(content: bytes, _name: str, limits: AttachmentLimits) -> AttachmentText:
    from .pdf_pages import read_pdf  # noqa: PLC0415 -- see the module's docstring

    return read_pdf(content, limits)


def _read_ofd(content: bytes, _name: str, limits: AttachmentLimits) -> AttachmentText:
    checked_package(content, limits)
    from .ofd_pages import read_ofd  # noqa: PLC0415 -- see the module's docstring

    return read_ofd(content, limits)


def _read_book(content: bytes, name: str, limits: AttachmentLimits) -> AttachmentText:
    found = identify(content, name)
    if found is Format.XLSX:
        _refuse_locked(content)
        checked_package(content, limits)
    from .sheets import read_sheets  # noqa: PLC0415 -- see the module's docstring

    return AttachmentText(found, Outcome.READ, blocks=read_sheets(content))


def _read_old(content: bytes, name: str, limits: AttachmentLimits) -> AttachmentText:
    from .sheets import as_docx  # noqa: PLC0415 -- see the module's docstring

    found = identify(content, name)
    return replace(_read_word(as_docx(content, found), name, limits), format=found)


def _refuse_locked(content: bytes) -> None:
    """Raise AttachmentError for a package inside a compound file, which is how offices encrypt."""
    if not content.startswith(b"PK"):
        raise AttachmentError(Outcome.ENCRYPTED, "the file needs a password")


def _read_html(content: bytes, name: str, _limits: AttachmentLimits) -> AttachmentText:
    try:
        blocks = read_blocks(read_soup(decode(content, None).replace("\0", ""), name))
    except ParseError as error:
        raise AttachmentError(Outcome.TOO_LARGE, error.message) from error
    return AttachmentText(Format.HTML, Outcome.READ, blocks=blocks)


def _read_plain(content: bytes, _name: str, _limits: AttachmentLimits) -> AttachmentText:
    lines = map(one_line, decode(content, None).splitlines())
    return AttachmentText(Format.TXT, Outcome.READ, blocks=tuple(Block(line) for line in lines if line))


def _refused(outcome: Outcome, reason: str) -> Callable[[bytes, str, AttachmentLimits], AttachmentText]:
    def refuse(_content: bytes, _name: str, _limits: AttachmentLimits) -> AttachmentText:
        raise AttachmentError(outcome, reason)

    return refuse


_READERS: dict[Format, Callable[[bytes, str, AttachmentLimits], AttachmentText]] = {
    Format.PDF: _read_pdf,
    Format.DOCX: _read_word,
    Format.XLSX: _read_book,
    Format.XLS: _read_book,
    Format.OFD: _read_ofd,
    Format.DOC: _read_old,
    Format.WPS: _read_old,
    Format.HTML: _read_html,
    Format.TXT: _read_plain,
    Format.RAR: _refused(Outcome.UNSUPPORTED, "RAR archives are not unpacked; open its link and read it by hand"),
    Format.IMAGE: _refused(Outcome.IMAGE_ONLY, "the file is a picture"),
    Format.UNKNOWN: _refused(Outcome.UNSUPPORTED, "the content of the file is of no format that is read"),
}
