"""Run with an installed wheel, outside the checkout: the packages are ours, and documents and templates came along."""

from importlib.metadata import packages_distributions
from importlib.resources import files

from questionnaires import loading

for name in ("survey_service", "questionnaires", "synthesis", "reports"):
    assert packages_distributions()[name] == ["ennakko"], name
for theme in loading.available():
    loading.load(theme)
for resource in (
    "survey_service/templates/base.html",
    "survey_service/static/ennakko.css",
    "survey_service/demo/answers.tsv",
    "survey_service/translations/fi/LC_MESSAGES/respond.mo",
    "survey_service/migrations/versions/0001_first_tables.py",
    "reports/templates/briefing.typ",
):
    package, _, path = resource.partition("/")
    assert files(package).joinpath(path).is_file(), resource
