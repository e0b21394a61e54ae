"""What a student's kernel may use up."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """How much of everything one kernel gets.

    Attributes
    ----------
    memory : int
        Bytes, of all its processes together, and of each process beyond what it starts with.
    cpu_seconds : int
        CPU time of a process.
    cell_seconds : float
        Wall time of a cell; then it is interrupted and, if that does not help, killed.
    notebook_seconds : float
        Wall time of all cells together. Once it is used up, only answers and tests still run.
    processes : int
        Processes and threads together; a kernel itself has about ten.
    open_files : int
        File descriptors of a process.
    file_bytes : int
        Size of a file.
    disk_bytes : int
        Size of each of the three places that can be written to: home, /tmp and /dev/shm.
    disk_files : int
        Files in each of them.
    cell_output_bytes, notebook_output_bytes : int
        What a cell, and all cells together, may print or show.
    walls : bool
        Whether there is a sandbox at all; without one only times and sizes are limited, and
        every result says so.
    """

    memory: int = 1536 * MEGABYTE
    cpu_seconds: int = 300
    cell_seconds: float = 20.0
    notebook_seconds: float = 120.0
    processes: int = 64
    open_files: int = 256
    file_bytes: int = 32 * MEGABYTE
    disk_bytes: int = 64 * MEGABYTE
    disk_files: int = 4096
    cell_output_bytes: int = 2 * MEGABYTE
    notebook_output_bytes: int = 8 * MEGABYTE
    walls: bool = True
