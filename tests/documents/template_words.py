"""What the wording of all shipped templates has in common."""

from lianbing.language import Bilingual, Language
from tests.documents.template_blocks import control, paragraph


class Writer:
    """Writes the bodies of templates in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def _cautions(self, listed: str) -> list[str]:
        return [control(f"for caution in {listed}"), paragraph("{{ caution }}", "Caution"), control("endfor")]

    def _addressee(self, whom: str) -> str:
        unit = self._put(f"（{{{{ {whom}.unit }}}}）", f" ({{{{ {whom}.unit }}}})")
        return f"{{{{ {whom}.name }}}}{{% if {whom}.unit %}}{unit}{{% endif %}}"

    def _contacts(self) -> list[str]:
        return [
            paragraph(self._put("监督电话：{{ telephone }}", "Telephone: {{ telephone }}")),
            paragraph(self._put("电子信箱：{{ mailbox }}", "Mailbox: {{ mailbox }}")),
            paragraph(self._put("通信地址：{{ address }}", "Address: {{ address }}"), "Contact"),
            control("if contact"),
            paragraph(self._put("联系人：{{ contact }}", "Contact: {{ contact }}"), "Contact"),
            control("endif"),
        ]

    def _signature(self) -> list[str]:
        return [paragraph("{{ office }}", "Signature"), paragraph("{{ date }}", "DateLine")]

    def _body(self, zh: str, en: str) -> str:
        return paragraph(self._put(zh, en))

    def _put(self, zh: str, en: str) -> str:
        return Bilingual(zh, en).say(self.language)
