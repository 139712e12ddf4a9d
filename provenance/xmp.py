"""XMP in a file of ours: the source type for who reads no content credentials. Changes no pixel."""

import struct
from zlib import crc32

PNG_HEAD = 33
"""Bytes of a PNG's signature and first chunk."""
WEBP_XMP = 0x04
"""Of the flags in a WebP's VP8X."""

_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' Iptc4xmpExt:DigitalSourceType="{source}"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)


def with_source_type(content: bytes, mime: str, source: str) -> bytes:
    """The file that also says its source type, a URL of IPTC's list, in XMP. Raises ValueError: it is none of ours."""
    packet = _PACKET.format(source=source).encode()
    return {"image/png": _in_png, "image/jpeg": _in_jpeg, "image/webp": _in_webp}[mime](content, packet)


def _in_png(content: bytes, packet: bytes) -> bytes:
    body = b"iTXt" + b"XML:com.adobe.xmp\0\0\0\0\0" + packet
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", crc32(body))
    return content[:PNG_HEAD] + chunk + content[PNG_HEAD:]


def _in_jpeg(content: bytes, packet: bytes) -> bytes:
    """Behind JFIF's own segment, which has to be the first."""
    if content[2:4] != b"\xff\xe0":
        raise ValueError("a JPEG of ours begins with JFIF")
    place = 4 + int.from_bytes(content[4:6])
    body = b"http://ns.adobe.com/xap/1.0/\0" + packet
    return content[:place] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + content[place:]


def _in_webp(content: bytes, packet: bytes) -> bytes:
    """At the end, and in the flags of the first chunk."""
    if content[12:16] != b"VP8X":
        raise ValueError("a WebP of ours has a profile, and says so")
    chunk = b"XMP " + struct.pack("<I", len(packet)) + packet + b"\0" * (len(packet) % 2)
    size = struct.pack("<I", len(content) - 8 + len(chunk))
    return content[:4] + size + content[8:20] + bytes([content[20] | WEBP_XMP]) + content[21:] + chunk
