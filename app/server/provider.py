"""The hospital's identity provider, as the file of ``serve --oidc`` names it (YAML)."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import SourceError, reason


class Provider(BaseModel):
    """What the file says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str = Field(pattern="^https?://")
    """Its address; below it lies ``.well-known/openid-configuration``."""
    client_id: str = Field(min_length=1)
    client_secret: str = Field(min_length=1)
    name_claim: str = "preferred_username"
    """Of the claims about a person, that which is the name of the account."""
    label: str = "用院内统一身份登录"
    """On the button."""


def read(file: Path) -> Provider:
    """The settings of a file; SourceError where it cannot be read or says something else."""
    try:
        return Provider.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as exc:
        raise SourceError(f"统一身份登录的设置读不了（{reason(exc)}）", str(file)) from exc
    except (yaml.YAMLError, ValidationError) as exc:
        wanted = "、".join(name for name, field in Provider.model_fields.items() if field.is_required())
        raise SourceError("统一身份登录的设置写得不对", str(file), f"请用 YAML 写 {wanted}") from exc
