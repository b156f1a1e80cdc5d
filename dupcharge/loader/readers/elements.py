"""XML as a stream of events, read so that a hostile file can do no harm.

Any DOCTYPE is refused, so no entity can be declared; nothing outside the file is ever opened.
Owns: the parser and its errors. Does not own: the meaning of elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from xml.parsers import expat

from dupcharge.errors import ReadError
from dupcharge.loader.readers import declared

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")

Start = Callable[[str, dict[str, str], int], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def walk(data: bytes, start: Start, end: End, text: Text) -> str:
    """Send `data` through the three handlers; elements and attributes come as local names.

    Args:
        data: a whole XML document in any encoding that it declares or that can be told.
        start: called with (name, attributes, physical line).
        end: called with (name).
        text: called with a piece of character data.

    Returns:
        The encoding.

    Raises:
        ReadError: doctype, or broken_xml with the line.
    """
    source, encoding = declared.decode(data, declared.in_xml(data))
    # The text is handed over as UTF-8, whatever it said; its declaration keeps its line ends.
    source = _DECLARATION.sub(lambda found: "\n" * found.group().count("\n"), source)
    parser = expat.ParserCreate("utf-8", namespace_separator="}")
    parser.buffer_text = True

    def started(name: str, attributes: dict[str, str]) -> None:
        plain = {local(key): value for key, value in attributes.items()}
        start(local(name), plain, parser.CurrentLineNumber)

    def refuse(*_: object) -> None:
        raise ReadError("doctype", line=parser.CurrentLineNumber)

    parser.StartElementHandler = started
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(source.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "?")
        raise ReadError("broken_xml", line=error.lineno, reason=reason) from None
    return encoding


@lru_cache(4096)
def local(name: str) -> str:
    """A name without its namespace or prefix.

    >>> local("urn:x}Ntry"), local("ss:Type")
    ('Ntry', 'Type')
    """
    return name.rpartition("}")[2].rpartition(":")[2]
