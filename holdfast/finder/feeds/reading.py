"""What every feed needs: a file opened whatever it is packed in, and strange text made plain.

Feeds are written by thousands of strangers. Markup, control signs and addresses that would run something never get past here.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import html
import io
import json
import re
import unicodedata
import zlib
from collections.abc import Callable, Collection, Iterator
from itertools import islice, zip_longest
from pathlib import Path
from urllib.parse import urlsplit

from holdfast.finder.listings import Point
from holdfast.language.errors import InputError, Problem, shortened

MOST_BYTES = 1_000_000_000
"""The largest national feed that we know of is a tenth of this."""
MOST_LINES_ABOVE_HEADER = 30
MOST_QUOTES = 1000
"""Rows with a quote out of place, beyond which a table is none."""
LONGEST_TEXT = 10_000
"""Signs of one field. The longest note that we know of is a fifth of this, and hostile text is not read for hours."""
MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|</?[a-zA-Z][^>]{0,1000}>", re.DOTALL | re.IGNORECASE)
FORMULA = re.compile(r"=+|[+@-]+(?=[\d+*/-]*[A-Za-z_.]+[(|])")
"""What would make a spreadsheet run the text behind it. A leading `@` or `+` before plain words or a number stays."""
BARE_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+([/?]|$)")
SPACE = re.compile(r"\s*")
CALLED = re.compile(r"\s*(?:/\*.{0,99}?\*/\s*)?[\w$.]+\s*\((.*)\)\s*;?\s*", re.DOTALL)
"""JSONP: the name of a function around the JSON, for pages that ask another website."""
GZIPPED, ZIPPED = b"\x1f\x8b", b"PK\x03\x04"


class Unread(str):
    """Why a row of a table cannot be read."""


def text_of(path: Path, older: str = "") -> str:
    """The whole file as text, unpacked if it is gzipped: UTF-8, UTF-16 that says so, or the `older` way of writing where one is named.
    Raises InputError where it cannot be read."""
    try:
        content = path.read_bytes()
        if content.startswith(ZIPPED):
            raise _unreadable(path, "a zip archive or a spreadsheet, not text", "Unpack it, or save the sheet as CSV.")
        if content.startswith(GZIPPED):
            with gzip.open(path) as packed:
                content = packed.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise _unreadable(path, f"larger than {MOST_BYTES:,} bytes")
        return _decoded(content, older)
    except (OSError, EOFError, zlib.error) as error:
        raise _unreadable(path, f"could not be opened: {getattr(error, 'strerror', None) or error}") from None
    except UnicodeDecodeError as error:
        raise _unreadable(path, f"not UTF-8 text (byte {error.start})", "Save it as UTF-8.") from None


def _decoded(content: bytes, older: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if older:
            return content.decode(older)
        raise


def json_of(path: Path) -> object:
    """The file's JSON. Raises InputError naming line and column, or saying that it is a web page."""
    text = text_of(path)
    if called := CALLED.fullmatch(text):
        text = called[1]
    try:
        return json.loads(text, strict=False)  # a line's end inside a text is kept, as strangers write it
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("<"):
            raise _unreadable(path, "a web page or XML, not JSON", "Look at its first lines: servers tell their errors there.") from None
        next_step = "Take out what stands behind the JSON." if error.msg == "Extra data" else "Was it fetched whole?"
        raise _unreadable(path, f"line {error.lineno}, column {error.colno}: {error.msg}: not JSON", next_step) from None
    except RecursionError:
        raise _unreadable(path, "nested too deep") from None
    except ValueError:
        raise _unreadable(path, "a number of thousands of digits: not JSON that anybody meant") from None


def jsons_of(path: Path) -> list[object]:
    """The file's JSON documents, one after the other: pages that were joined, or one row a line. Raises InputError as `json_of` does."""
    try:
        return [json_of(path)]
    except InputError:
        text, found, decoder = text_of(path), list[object](), json.JSONDecoder(strict=False)
        start = len(text) - len(text.lstrip())
        try:
            while start < len(text):
                value, end = decoder.raw_decode(text, start)
                found.append(value)
                start = end + len(SPACE.match(text, end)[0])  # type: ignore[index]  # matches anywhere
        except (ValueError, RecursionError):
            found = []
        if len(found) < 2:
            raise
        return found


def csv_of(path: Path, is_header: Callable[[Collection[str]], bool], allowed: str) -> Iterator[tuple[int, dict[str, str] | Unread]]:
    """Each row under its header, with the line it ends on; of a row with a quote out of place, why it cannot be read. The header may
    stand below a title. A short row is empty at its end; what stands beyond the header is kept under an empty name. Cells may be parted
    by commas, semicolons, tabs or bars. Raises InputError where no line is a header, naming what is `allowed`, and where the file ends
    inside a quoted cell: then it was most likely cut off."""
    text = text_of(path, "cp1252")
    if text.lstrip().startswith("<"):
        raise _unreadable(path, "a web page or XML, not CSV", "Look at its first lines: servers tell their errors there.")
    lines = list(io.StringIO(text, newline=""))  # they end as CSV says, not at every strange sign
    for sign in ",;\t|":
        above = csv.reader(lines, strict=True, delimiter=sign)
        if not (header := _header(above, is_header)):
            continue
        for number, cells in _cells(path, lines, above.line_num, sign, len(header)):
            if isinstance(cells, Unread):
                yield number, cells
            elif any(cell.strip() for cell in cells):
                beyond = {"": " ".join(cells[len(header) :])} if len(cells) > len(header) else {}
                yield number, {**dict(zip_longest(header, cells[: len(header)], fillvalue="")), **beyond}
        return
    raise not_a_feed(path, text.strip().partition("\n")[0], allowed)


def _cells(path: Path, lines: list[str], start: int, sign: str, columns: int) -> Iterator[tuple[int, list[str] | Unread]]:
    """The cells of each row from a line on. Where a quote is out of place, that line alone is read as it is, if that gives a cell for
    each column; reading goes on with the next line."""
    for _ in range(MOST_QUOTES):
        rows, ended = csv.reader(islice(lines, start, None), strict=True, delimiter=sign), 0
        try:
            for cells in rows:
                ended = rows.line_num
                yield start + ended, cells
            return
        except csv.Error as error:
            if start + rows.line_num >= len(lines) and "end of data" in str(error):
                raise _unreadable(path, f"line {start + rows.line_num}: {error}: not CSV", "Was it fetched whole?") from None
            start += ended + 1
            alone = next(csv.reader([lines[start - 1]], delimiter=sign))
            yield start, alone if len(alone) == columns else Unread(f"a quote out of place ({error})")
    raise _unreadable(path, f"over {MOST_QUOTES:,} rows with a quote out of place, the last on line {start:,}: not CSV")


def _header(lines: Iterator[list[str]], is_header: Callable[[Collection[str]], bool]) -> list[str]:
    """The names of the columns; the lines go on below them. Nothing where none of the first lines is a header."""
    try:
        above = (list(map(plain, cells)) for cells in islice(lines, MOST_LINES_ABOVE_HEADER))
        return next((names for names in above if is_header(names)), [])
    except csv.Error:
        return []


def plain(value: object) -> str:
    """One line of plain text: no markup, no control signs, no runs of spaces, nothing that a spreadsheet would run; a quoted cell
    (`="007"`) without its quotes. What is not text or a number is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    bare = str(value)[:LONGEST_TEXT]
    if not bare.isprintable() or "<" in bare or "&" in bare:  # rare, and ten times as slow
        for _ in range(3):  # some feeds escape what was escaped already
            bare = html.unescape(MARKUP.sub(" ", bare))
        bare = MARKUP.sub(" ", bare)
        bare = "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co") else sign for sign in bare)
    line = " ".join(bare.split())
    while formula := FORMULA.match(line):
        line = line[formula.end() :].strip()
        line = line[1:-1].strip() if len(line) > 1 and line[0] == line[-1] == '"' else line
    return line


def link(value: object) -> str:
    """A web address that can be followed, or nothing."""
    address = plain(value)
    if BARE_DOMAIN.match(address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    good = parts.scheme in ("http", "https") and parts.hostname and "." in parts.hostname and " " not in address and '"' not in address
    return address if good else ""


def point(latitude: object, longitude: object) -> Point | None:
    """The point, from numbers or their text, also with commas for decimal points; None where there is none, or only the 0, 0 that stands
    for none."""
    try:
        north, east = (float(str(told).replace(",", ".")) for told in (latitude, longitude))
        return Point(north, east) if (north, east) != (0, 0) else None
    except ValueError:
        return None


def _unreadable(path: Path, why: str, next_step: str = "") -> InputError:
    return InputError([Problem(path.name, "", why, next_step=next_step)])


def not_a_feed(path: Path, value: object, allowed: str) -> InputError:
    """The error for a file that is sound but no feed of this kind."""
    return InputError([Problem(path.name, shortened(value), "not a feed of this kind", allowed=allowed)])
