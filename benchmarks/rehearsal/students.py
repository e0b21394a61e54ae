"""The people of the class, the same ones for a whole term."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

_FIRST = """
Amina Ben Chiara Dmitri Elif Farid Grace Hannah Ivan Julia Kwame Lucía Mehmet Nadia Oluwaseun Priya
Quentin Rosa Samir Tuva Uma Viktor Wanjiru Ximena Yuki Zuzanna
"""
_LAST = """
Adeyemi Bauer Castillo Dupont Eriksen Ferrari Gupta Haddad Ionescu Jansen Kowalski Lindqvist Moreau
Novák Okafor Petrov Quispe Rossi Suzuki Tanaka Ueda Vargas Weber Xu Yılmaz Zhang
"""
_ODD = (
    ("Zoë", "張偉"),
    ("Siân", "O'Connor-Müller"),
    ("Jan", "van der Berg"),
    ("Ana María", "de la Cruz Ñuñez"),
    ("Madonna", ""),
)
"""Names that forms and file names stumble over; among the first, so that a small class has them."""


@dataclass(frozen=True)
class Student:
    """Somebody in the class.

    Attributes
    ----------
    number : int
        Also what a learning management system (LMS) knows them by.
    first, last : str
    skill : float
        From 0 to 1; who hands in what is not drawn anew for every assignment.
    """

    number: int
    first: str
    last: str
    skill: float

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}".strip()

    @property
    def login(self) -> str:
        """What they log in as: plain letters and their number."""
        plain = unicodedata.normalize("NFKD", self.first).encode("ascii", "ignore").decode()
        return f"{plain.split()[0].lower()}{self.number}"

    @property
    def email(self) -> str:
        """Their address."""
        return f"{self.login}@example.org"


def class_of(count: int, seed: int) -> list[Student]:
    """Return a class; the same seed gives the same one.

    Examples
    --------
    >>> for student in class_of(3, seed=1):
    ...     print(student.name, student.login)
    Mehmet Moreau mehmet20001
    Zoë 張偉 zoe20002
    Ximena Weber ximena20003
    """
    rng = random.Random(f"{seed} class")
    names = [(first, last) for first in _FIRST.split() for last in _LAST.split()]
    rng.shuffle(names)
    for number, odd in enumerate(_ODD):
        names.insert(2 * number + 1, odd)
    return [
        Student(20001 + number, first, last, rng.random())
        for number, (first, last) in enumerate(names[:count])
    ]
