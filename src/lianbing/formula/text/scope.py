"""The scope of a text: its names, to which later texts can add."""

import attrs

from lianbing.formula.scheme import ParameterError
from lianbing.formula.text.names import Names
from lianbing.formula.text.source import cited
from lianbing.formula.text.spelling import is_plain_name
from lianbing.formula.text.words import RESERVED
from lianbing.language import Bilingual


@attrs.frozen
class Scope(Names):
    """The names that a text can use. Attributes as those of `Names`."""

    def define(self, name: str, node: object) -> "Scope":
        """Name a part, which later texts can use; its size counts wherever it is used.

        Raises:
            ParameterError: The name has not the form of one, belongs to the language, or is taken.
        """
        if not is_plain_name(name):
            raise ParameterError(Bilingual(f"{cited(name)}不能作名字", f"{cited(name)} is not the form of a name"))
        if name in RESERVED:
            raise ParameterError(Bilingual(f"{cited(name)}是公式语言的词", f"{cited(name)} is a word of the language"))
        if name in self.names:
            raise ParameterError(Bilingual(f"名字{cited(name)}已经用过", f"the name {cited(name)} is taken"))
        return attrs.evolve(self, names={**self.names, name: node})
