"""The bill of materials: every wheel with version, licence and hash, as CycloneDX."""

from collections.abc import Iterable

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from bundle.wheels import Wheel

_UNTOLD = "see the licence files of the package"
_LONGEST = 80
"""Characters of a name of a licence; what is longer is its whole text."""


def text(name: str, version: str, wheels: Iterable[Wheel]) -> str:
    """The JSON of CycloneDX 1.6 for the archive of the product ``name``."""
    bom = Bom()
    bom.metadata.component = product = Component(name=name, version=version, type=ComponentType.APPLICATION)
    parts = [_component(wheel) for wheel in wheels if str(wheel.metadata()["Name"]) != name]
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(product, parts)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _component(wheel: Wheel) -> Component:
    said = wheel.metadata()
    name, version = str(said["Name"]), str(said["Version"])
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        purl=PackageURL("pypi", name=name.lower(), version=version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=wheel.sha256)],
        licenses=[LicenseFactory().make_from_string(licence(wheel))],
    )


def licence(wheel: Wheel) -> str:
    """Name of a wheel's licence: an SPDX expression where it gives one, else what its metadata or classifiers say."""
    said = wheel.metadata()
    if expression := said["License-Expression"]:
        return str(expression)
    classified = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License ::")]
    written = str(said["License"] or "").strip()
    return " AND ".join(classified) or (written if 0 < len(written) <= _LONGEST and "\n" not in written else _UNTOLD)
