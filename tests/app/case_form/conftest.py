import pytest

from app.case_form.forms import Forms


@pytest.fixture(scope="session")
def forms(small) -> Forms:
    return Forms(small)
