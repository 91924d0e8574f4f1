"""Build data/countries.csv: the codes of countries (ISO 3166-1) and their names in two languages.

Run by hand when CLDR has a newer edition worth having: ``pip install babel==2.18.0`` and then
``python data/build_countries.py countries.csv``, with the file of coordinates that LICENSES.md
names. The names are those of CLDR; the spellings that registries and
spreadsheets use besides are listed below. Hong Kong, Macao and Taiwan have codes of GB/T 2260 and
stand in divisions.csv.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from babel import Locale

# What CLDR lists besides countries: unions, exceptional reservations, codes for tests.
NO_COUNTRIES = set("AC CP CQ DG EA EU EZ HK IC MO QO TA TW UN XA XB ZZ".split())  # noqa: SIM905 - 17 quoted pairs are harder to read
OTHER_NAMES = {
    "BA": "Bosnia and Herzegovina",
    "BQ": "Bonaire, Sint Eustatius, and Saba",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "CN": "中华人民共和国|People's Republic of China|PR China",
    "CZ": "Czech Republic|捷克共和国",
    "GB": "UK|Great Britain|大不列颠及北爱尔兰联合王国",
    "KN": "Saint Kitts and Nevis|St Kitts and Nevis",
    "KP": "朝鲜民主主义人民共和国|DPRK",
    "KR": "大韩民国|Republic of Korea|Korea",
    "MK": "Former Yugoslav Republic Of Macedonia|Macedonia|FYROM",
    "MM": "Burma",
    "NL": "The Netherlands|Holland",
    "PS": "Palestine",
    "RU": "Russian Federation|俄国",
    "RE": "Reunion",
    "MF": "Saint Martin",
    "ST": "Sao Tome and Principe",
    "SZ": "Swaziland",
    "TR": "Turkey",
    "TT": "Trinidad and Tobago",
    "US": "USA|United States of America|美利坚合众国",
    "VC": "Saint Vincent and the Grenadines|St Vincent and Grenadines",
    "VN": "Viet Nam",
}


def main() -> None:
    """Write the table beside this script."""
    chinese, english = Locale("zh").territories, Locale("en").territories
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        places = {
            row["country"]: (row["longitude"], row["latitude"]) for row in csv.DictReader(file)
        }
    codes = sorted(c for c in english if len(c) == 2 and c.isalpha() and c not in NO_COUNTRIES)
    with Path(__file__).with_name("countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name_zh", "name_en", "other_names", "longitude", "latitude"])
        for code in codes:
            # To a hundredth of a degree: a country is a point on our maps.
            place = [f"{float(part):.2f}" if part else "" for part in places.get(code, ("", ""))]
            names = [code, chinese[code], english[code], OTHER_NAMES.get(code, "")]
            writer.writerow([*names, *place])


if __name__ == "__main__":
    main()
