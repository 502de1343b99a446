#!/bin/sh
# Brings the catalogues of each area up to what the code says, and compiles them. New texts are then to be translated by hand.
set -eu
catalogues=survey_service/translations
template="$(mktemp)"
trap 'rm -f "$template"' EXIT
for mapping in "$catalogues"/*.cfg; do
  domain="$(basename "$mapping" .cfg)"
  .venv/bin/pybabel --quiet extract --no-location --sort-output -k say -F "$mapping" -o "$template" .
  for language in fi sv; do
    .venv/bin/pybabel --quiet update --width 120 --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -D "$domain" -i "$template" -d "$catalogues" -l "$language"
  done
  .venv/bin/pybabel --quiet compile -D "$domain" -d "$catalogues"
done
