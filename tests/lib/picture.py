"""PNGs as our programs write them: 8 bits a channel, RGB, not interlaced. Rows of (r, g, b)."""
import struct
import zlib


def _paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def pixels(png):
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("no PNG")
    at, data, width, height = 8, b"", 0, 0
    while at < len(png):
        n, kind = struct.unpack(">I4s", png[at:at + 8])
        body = png[at + 8:at + 8 + n]
        if zlib.crc32(kind + body) != struct.unpack(">I", png[at + 8 + n:at + 12 + n])[0]:
            raise ValueError(f"{kind}: wrong check sum")
        if kind == b"IHDR":
            width, height, *how = struct.unpack(">IIBBBBB", body)
            if how != [8, 2, 0, 0, 0]:
                raise ValueError(f"another kind of PNG: {how}")
        data += body if kind == b"IDAT" else b""
        at += 12 + n
    raw, rows, before = zlib.decompress(data), [], bytes(width * 3)
    for y in range(height):
        line = bytearray(raw[y * (width * 3 + 1) + 1:(y + 1) * (width * 3 + 1)])
        method = raw[y * (width * 3 + 1)]
        for x in range(len(line) if method else 0):
            left, up, corner = (line[x - 3] if x > 2 else 0), before[x], (before[x - 3] if x > 2 else 0)
            line[x] = line[x] + (left, up, (left + up) // 2, _paeth(left, up, corner))[method - 1] & 255
        rows.append([tuple(line[i:i + 3]) for i in range(0, len(line), 3)])
        before = bytes(line)
    return rows


def luminance(colour):
    return sum(w * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for w, c in zip((0.2126, 0.7152, 0.0722), (v / 255 for v in colour)))


def contrast(a, b):
    """Of WCAG 2.2, 1 to 21."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)
