"""What this process keeps of the system's memory. Anything but Linux with glibc keeps what it keeps."""

import ctypes
from collections.abc import Iterator
from pathlib import Path

_M_TRIM_THRESHOLD = -1
_M_MMAP_THRESHOLD = -3
_MADV_DONTNEED = 4

_MAPPED = Path("/proc/self/maps")

LARGE_BYTES = 256 * 1024
"""What is as large is taken from the system by itself and goes back when it is freed. glibc would learn from large
bodies to keep such pieces: it held 75 MB more after a minute of capture."""

FREE_BYTES = 8 * 2**20
"""How much may lie free at the heap's end."""


def free_large_pieces() -> None:
    """Have glibc give large pieces of memory back at once."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)
        libc.mallopt(_M_TRIM_THRESHOLD, FREE_BYTES)


def let_go_of_code() -> None:
    """Let go of the code that is mapped: starting runs through 150 MB of the engine's, which nobody runs again.

    It stays in the system's file cache while there is room, so what does run again is mapped again without being read.
    """
    if not _MAPPED.exists():
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for begin, end in _code():
        libc.madvise(begin, end - begin, _MADV_DONTNEED)


def _code() -> Iterator[tuple[int, int]]:
    """Where the code of files is. Nobody can have written there, so nothing is there that the files have not."""
    for line in _MAPPED.read_text().splitlines():
        addresses, rights, _, _, inode, *_ = line.split()
        if rights == "r-xp" and inode != "0":
            begin, end = addresses.split("-")
            yield int(begin, 16), int(end, 16)
