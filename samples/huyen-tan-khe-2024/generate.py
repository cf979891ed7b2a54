"""Write the sample evidence of the made-up district Tân Khê for 2024: two files, beside this one.

The district has 12 communes, each listed with evidence of its own, one a line. 11 of them reach level 1 or better, just
above the 90 % that level 1 of the district asks (4.1.1); only 3 are at level 2, which bars level 2 of the district
(4.1.2). The level of each commune is given; its figures are drawn so that they reach it. Those of Thượng Lâm, which
has a sample of its own, are those of that sample.

Run ``python samples/huyen-tan-khe-2024/generate.py``. The seed is fixed: every run writes the same bytes. People and
places are invented.
"""

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

SEED = 2024
YEAR = 2024
HERE = Path(__file__).parent
WIDTH = 120

Answers = dict[str, dict[str, Any]]


class Commune(NamedTuple):
    """A commune: its people, the level that it reaches, and its standards where they are not the best."""

    code: str
    name: str
    people: int
    level: int
    primary: str = "level-3"
    lower_secondary: str = "level-3"
    literacy: str = "level-2"


COMMUNES = (
    Commune("HK-TK-TT", "Thị trấn Tân Khê", 8942, 2),
    Commune("HK-TK-BK", "Xã Bình Khê", 1412, 1),
    Commune("HK-TK-KT", "Xã Khê Thượng", 2873, 1, lower_secondary="level-2"),
    Commune("HK-TK-KH", "Xã Khê Hạ", 5264, 1, lower_secondary="level-2"),
    Commune("HK-TK-TL", "Xã Thượng Lâm", 590, 1, lower_secondary="level-2"),
    Commune("HK-TK-AL", "Xã An Lạc", 6017, 1),
    Commune("HK-TK-TH", "Xã Tân Hòa", 4785, 1, primary="level-2", lower_secondary="level-2"),
    Commune("HK-TK-MD", "Xã Minh Đức", 7128, 2),
    Commune("HK-TK-VT", "Xã Vân Trai", 3946, 1, lower_secondary="level-2"),
    Commune("HK-TK-HP", "Xã Hồng Phong", 6481, 2),
    Commune("HK-TK-DD", "Xã Đại Đồng", 5573, 1),
    Commune("HK-TK-LS", "Xã Liên Sơn", 3318, 0, primary="level-2", lower_secondary="level-2", literacy="level-1"),
)
# Learning citizens, the trained, graduates: from and to so many thousandths of the people, by the level reached. No
# commune at level 1 has the learning citizens of level 2; the commune at none has only enough who are trained.
SHARES = {
    2: ((812, 868), (606, 664), (153, 192)),
    1: ((618, 772), (512, 648), (122, 176)),
    0: ((571, 592), (504, 538), (109, 117)),
}
OF_ITS_OWN_SAMPLE = {"HK-TK-TL": (372, 362, 94)}


def share(count: int, of: int, *papers: dict[str, str]) -> dict[str, Any]:
    """Return the answer for *count* of *of*, with its papers."""
    return {"count": count, "of": of} | ({"documents": [*papers]} if papers else {})


def written_on(month: int, day: int) -> date:
    """Return that day of the year, or the Monday after it when it falls on a weekend."""
    asked = date(YEAR, month, day)
    return asked + timedelta(days=(7 - asked.weekday()) % 7 if asked.weekday() > 4 else 0)


def paper(number: str, day: date, title: str, issuer: str | None = None) -> dict[str, str]:
    """Return a document."""
    return {"number": number, "date": day.isoformat(), "title": title} | ({"issuer": issuer} if issuer else {})


# Communes


# Symbol of the number, month, the days from which one is drawn, title.
PAPERS_OF: dict[str, tuple[tuple[str, int, tuple[int, int], str], ...]] = {
    "1.1": (("BC-UBND", 12, (9, 18), "Báo cáo công tác tuyên truyền về học tập suốt đời năm 2024"),),
    "1.2": (
        ("KH-UBND", 1, (15, 30), "Kế hoạch xây dựng xã hội học tập năm 2024"),
        ("BC-UBND", 12, (19, 27), "Báo cáo kết quả thực hiện kế hoạch xây dựng xã hội học tập năm 2024"),
    ),
    "1.3": (
        ("KH-UBND", 9, (9, 20), "Kế hoạch tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"),
        ("BC-UBND", 10, (9, 18), "Báo cáo kết quả Tuần lễ hưởng ứng học tập suốt đời năm 2024"),
    ),
    "2.1": (("QĐ-UBND", 1, (3, 10), "Quyết định giao dự toán thu, chi ngân sách năm 2024"),),
    "2.2": (("BC-HKH", 12, (2, 10), "Báo cáo vận động và thu, chi quỹ khuyến học năm 2024"),),
    "2.3": (("QCPH", 2, (19, 29), "Quy chế phối hợp giữa Hội Khuyến học, các đoàn thể và trường học"),),
    "3.1": (("DM-TTHTCĐ", 3, (4, 22), "Danh mục cơ sở vật chất của trung tâm học tập cộng đồng"),),
    "3.2": (("BC-TV", 12, (2, 12), "Báo cáo hoạt động và chuyển đổi số của thư viện năm 2024"),),
    "3.3": (("BC-TTVHTT", 12, (2, 12), "Báo cáo hoạt động của trung tâm văn hóa, thể thao năm 2024"),),
}
TITLED = 'Quyết định công nhận danh hiệu "Công dân học tập" năm 2024'


class Office:
    """Who writes the papers of a commune: numbers rise with the days, as in a register."""

    PACE = (
        ("KH-", 0.17),
        ("BC-UBND", 0.31),
        ("BC-", 0.04),
        ("QĐ-", 0.46),
        ("TH-", 0.11),
        ("DM-", 0.03),
        ("QCPH", 0.02),
    )

    def __init__(self, rng: random.Random, commune: Commune) -> None:
        """Write for *commune*."""
        self._rng, self._pace = rng, (0.7 + commune.people / 12000)

    def paper(self, symbol: str, month: int, days: tuple[int, int], title: str) -> dict[str, str]:
        """Return a document of a day that is drawn from *days* of the month; its number ends in *symbol*."""
        day = written_on(month, self._rng.randint(*days))
        pace = next(pace for start, pace in self.PACE if symbol.startswith(start))
        number = 1 + int(day.timetuple().tm_yday * pace * self._pace)
        return paper(f"{number:02}/{symbol}", day, title)


def draw_counts(rng: random.Random, commune: Commune) -> tuple[int, ...]:
    """Return how many are learning citizens, how many are trained, how many are graduates."""
    drawn = tuple(-(-commune.people * rng.randint(*ends) // 1000) for ends in SHARES[commune.level])
    return OF_ITS_OWN_SAMPLE.get(commune.code, drawn)


def commune_line(rng: random.Random, commune: Commune) -> dict[str, Any]:
    """Return the evidence of a commune."""
    office, people = Office(rng, commune), commune.people
    citizens, trained, graduates = draw_counts(rng, commune)
    universal = paper(
        f"{3123 + COMMUNES.index(commune)}/QĐ-UBND",
        written_on(11, 12),
        "Quyết định công nhận xã đạt chuẩn phổ cập giáo dục, xóa mù chữ năm 2024",
        "Ủy ban nhân dân huyện Tân Khê",
    )
    table = office.paper("TH-UBND", 12, (2, 12), "Biểu tổng hợp trình độ chuyên môn kỹ thuật của công dân năm 2024")
    answers: Answers = {
        name: {"met": True, "documents": [office.paper(*form) for form in forms]} for name, forms in PAPERS_OF.items()
    }
    answers |= {
        "4.1": {"met": True, "documents": [universal]},
        "4.2": {"choice": commune.primary, "documents": [universal]},
        "4.3": {"choice": commune.lower_secondary, "documents": [universal]},
        "4.4": {"choice": commune.literacy, "documents": [universal]},
        "5.1": share(citizens, people, office.paper("QĐ-UBND", 12, (9, 18), TITLED)),
        "5.2.1": share(trained, people, table),
        "5.2.2": share(graduates, people, table),
    }
    return {
        "subject": {"kind": "commune", "name": commune.name, "code": commune.code, "district": "HK-TK"},
        "population": {"people": people},
        "answers": answers,
    }


# The district

OFFICE = "Phòng Giáo dục và Đào tạo huyện Tân Khê"
STATISTICS = "Chi cục Thống kê huyện Tân Khê"
DISTRICT_PAPERS: dict[str, tuple[Any, ...]] = {  # month, day, title, and who issued it where it is not the district
    "08/QĐ-UBND": (1, 5, "Quyết định giao dự toán chi sự nghiệp giáo dục và đào tạo năm 2024"),
    "14-NQ/HU": (1, 18, "Nghị quyết về đẩy mạnh xây dựng xã hội học tập huyện Tân Khê năm 2024", "Huyện ủy Tân Khê"),
    "27/KH-UBND": (1, 25, "Kế hoạch xây dựng xã hội học tập năm 2024"),
    "31/KH-UBND": (1, 31, "Kế hoạch tuyên truyền về học tập suốt đời năm 2024"),
    "412/UBND-GDĐT": (3, 14, "Công văn hướng dẫn đánh giá Cộng đồng học tập cấp xã"),
    "198/KH-UBND": (9, 11, "Kế hoạch tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"),
    "366/BC-UBND": (10, 17, "Báo cáo kết quả Tuần lễ hưởng ứng học tập suốt đời năm 2024"),
    "96/BC-VHTT": (12, 6, "Danh mục dịch vụ, công cụ số đã trang bị cho các đơn vị cấp huyện"),
    "23/BC-TV": (12, 9, "Báo cáo hoạt động của Thư viện huyện năm 2024"),
    "61/BC-TTVHTT": (12, 10, "Báo cáo hoạt động của Trung tâm Văn hóa - Thể thao huyện năm 2024"),
    "52/BC-HKH": (12, 11, "Báo cáo vận động quỹ khuyến học năm 2024", "Hội Khuyến học huyện Tân Khê"),
    "217/BC-PGDĐT": (12, 12, "Báo cáo chuyển đổi số của các cơ sở giáo dục năm 2024", OFFICE),
    "441/BC-UBND": (12, 16, "Báo cáo thực hiện chính sách về học tập suốt đời, xã hội học tập năm 2024"),
    "448/BC-UBND": (12, 18, "Báo cáo tình hình kinh tế - xã hội năm 2024"),
    "455/BC-UBND": (12, 23, "Báo cáo kết quả xây dựng xã hội học tập năm 2024"),
    "105/BC-CCTK": (12, 26, "Báo cáo lao động, việc làm năm 2023 và năm 2024", STATISTICS),
    "240/TH-PGDĐT": (12, 30, "Bảng tổng hợp kết quả đánh giá Cộng đồng học tập các xã năm 2024", OFFICE),
}
PAPERS = {
    number: paper(number, written_on(month, day), *title_and_issuer)
    for number, (month, day, *title_and_issuer) in DISTRICT_PAPERS.items()
}


def proved(answer: dict[str, Any], *numbers: str) -> dict[str, Any]:
    """Return *answer* with the papers of these numbers."""
    return answer | {"documents": [PAPERS[number] for number in numbers]}


def district() -> dict[str, Any]:
    """Return the evidence of the district; the counts of 4.1.1 and 4.1.2 are left to its communes."""
    done = {"met": True}
    many = len(COMMUNES)
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "district", "name": "Huyện Tân Khê", "code": "HK-TK", "province": "HK", "area": "normal"},
        "year": YEAR,
        "assessed_on": "2025-04-10",
        "population": {"people": sum(each.people for each in COMMUNES), "communes": many},
        "members_files": ["xa.jsonl"],
        "answers": {
            "1.1": proved(done, "31/KH-UBND", "455/BC-UBND"),
            "1.2": proved(done, "14-NQ/HU", "27/KH-UBND", "412/UBND-GDĐT", "455/BC-UBND"),
            "1.3": proved(done, "198/KH-UBND", "366/BC-UBND"),
            "2.1": proved(done, "08/QĐ-UBND"),
            "2.2": proved(done, "52/BC-HKH"),
            "2.3": proved(done, "441/BC-UBND"),
            "2.4": proved(done, "96/BC-VHTT"),
            "3.1": proved(done, "217/BC-PGDĐT"),
            "3.2": proved(done, "23/BC-TV"),
            "3.3": proved(done, "61/BC-TTVHTT"),
            "4.1.1": proved(share(sum(each.level >= 1 for each in COMMUNES), many), "240/TH-PGDĐT"),
            "4.1.2": proved(share(sum(each.level == 2 for each in COMMUNES), many), "240/TH-PGDĐT"),
            "4.2": proved({"value": 62.4, "previous": 57.8}, "448/BC-UBND"),
            "4.3": proved({"value": 97.1, "previous": 96.4}, "105/BC-CCTK"),
        },
    }


# Files


def written(value: Any, indent: int = 0) -> str:
    """Return *value* as JSON with two spaces a level; what is short, and each document, on one line."""
    line = json.dumps(value, ensure_ascii=False)
    nested = isinstance(value, dict | list) and any(
        isinstance(each, dict | list) for each in (value.values() if isinstance(value, dict) else value)
    )
    is_document = isinstance(value, dict) and "title" in value
    if is_document or not isinstance(value, dict | list) or (not nested and indent + len(line) <= WIDTH - 20):
        return line
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {written(each, indent + 2)}" for key, each in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{' ' * indent}}}"
    return "[\n" + ",\n".join(inner + written(each, indent + 2) for each in value) + f"\n{' ' * indent}]"


def main() -> None:
    """Draw the communes and write the two files."""
    rng = random.Random(SEED)
    lines = [commune_line(rng, commune) for commune in COMMUNES]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (HERE / "xa.jsonl").write_text(text, encoding="utf-8", newline="\n")
    (HERE / "huyen-tan-khe.json").write_text(written(district()) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
