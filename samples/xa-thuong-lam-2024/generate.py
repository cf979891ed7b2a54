"""Write the sample evidence of the made-up commune Thượng Lâm for 2024: two files, beside this one.

The commune grew out of a tea farm and its seed station: few people, most of them trained. Everybody is drawn with age
and training, household by household. The adults who registered for the title "Công dân học tập" are listed with their
points, one a line. What the commune says of its people, 4.1 to 5.2.2, is then counted from them, never drawn again, so
that both files agree.

Level 1 is reached. Two things bar level 2: too few learning citizens (5.1), and too few of the young people of 15 to
18 still learn, so that lower-secondary education stays at level 2 of its standard (4.3).

Run ``python samples/xa-thuong-lam-2024/generate.py``. The seed is fixed: every run writes the same bytes. People and
places are invented.
"""

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

SEED = 2024
YEAR = 2024
HERE = Path(__file__).parent
WIDTH = 120

Answers = dict[str, dict[str, Any]]


class Village(NamedTuple):
    """A village: its households, how many adults did not register, and how many that did miss the title."""

    code: str
    name: str
    households: int
    unregistered: int
    missed: int


VILLAGES = (
    Village("TL-T01", "Thôn Đồi Chè", 66, 5, 14),
    Village("TL-T02", "Thôn Trại Giống", 59, 3, 10),
    Village("TL-T03", "Thôn Hồ Đá", 55, 7, 16),
)
TRAINED = 362  # of everybody, at the end of the year
GRADUATES = 94  # of those who are trained
LEFT_AFTER_GRADE_9 = 0.28  # of the young people of 15 to 18

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Bùi", "Đỗ", "Đặng", "Ngô", "Đinh", "Hà", "Lương", "Tạ")
MIDDLES = ("Văn", "Xuân", "Quang", "Đức", "Minh", "Hữu", "Ngọc", "Trọng")
MEN = """
An Bách Bằng Biên Cảnh Chiến Cương Dân Doanh Đạo Điền Đoàn Giáp Hậu Hiển Hoạt Huấn Kế Khuê Kiên Lộc Luận Lưu Mạnh Nghị
Nhân Nhật Ninh Phiên Quảng Quý Sáng Soạn Thạch Thăng Thiết Thụ Thức Tiệp Tính Toán Tuyển Tường Vấn Vinh Yên
"""
WOMEN = """
Ánh Bích Cúc Dung Duyên Đào Gấm Hiền Hòa Huệ Lan Liễu Loan Lụa Lý Mận Miền Ngát Nhàn Nhung Nụ Oanh Phượng Quyên Tâm
Thảo Thơm Tuyết Vân Xuyến Yến
"""

ITEMS = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2")
# Why a citizen misses the title: points that are low, and the word of the review. The fourth has the total but one
# item below 5.
STORIES = (
    {"1.1": (5, "Ít đọc sách, báo"), "1.2": (5, "Chưa lập kế hoạch học tập"), "1.3": (5.5, "Ít đến nhà văn hóa")},
    {"1.2": (5.5, "Có kế hoạch, mới thực hiện một phần"), "1.3": (5, "Đi làm xa, ít tham gia câu lạc bộ")},
    {"2.1": (5, "Chưa dùng được dịch vụ công trực tuyến"), "2.2": (5, "Chưa học ngoại ngữ"), "1.4": (6, "")},
    {"2.2": (4.5, "Mới học tiếng Anh, chưa giao tiếp được")},
    {"2.3": (5.5, "Chưa áp dụng kỹ thuật đã tập huấn"), "2.4": (5.5, "Ít nêu ý kiến trong họp thôn"), "1.3": (6, "")},
    {"2.1": (4, "Chưa có điện thoại thông minh"), "2.2": (4, "Không học ngoại ngữ"), "1.1": (5.5, "")},
)
GATE_ONLY = 3


class Person(NamedTuple):
    """Somebody who lives in the commune."""

    village: str
    name: str
    age: int


def share(count: int, of: int) -> dict[str, Any]:
    """Return the answer for *count* of *of*."""
    return {"count": count, "of": of}


# People


def draw_ages(rng: random.Random) -> list[int]:
    """Return the ages of a household: pensioners of the farm, a young couple, or parents with children."""
    shape = rng.random()
    if shape < 0.26:
        age = rng.randint(58, 74)
        return [age, age - rng.randint(0, 5)]
    if shape < 0.38:
        age = rng.randint(24, 30)
        return [age, age + rng.randint(-2, 3), *([rng.randint(0, 4)] if rng.random() < 0.7 else [])]
    if shape < 0.54:  # the children are grown up
        age = rng.randint(47, 56)
        return [age, age + rng.randint(-3, 4), *(rng.randint(19, 27) for _ in range(rng.choice((1, 1, 2))))]
    children = [rng.randint(5, 18)]
    for _ in range(rng.choice((0, 1, 1))):
        children.append(children[-1] - rng.randint(2, 6))
    age = children[0] + rng.randint(24, 31)
    ages = [age, age + rng.randint(-3, 3), *(child for child in children if child >= 0)]
    return [*ages, rng.randint(63, 82)] if shape > 0.86 else ages


def draw_name(rng: random.Random, taken: set[str]) -> str:
    """Return a name that nobody has yet."""
    while True:
        surname = rng.choice(SURNAMES)
        if rng.random() < 0.52:
            name = f"{surname} Thị {rng.choice(WOMEN.split())}"
        else:
            name = f"{surname} {rng.choice(MIDDLES)} {rng.choice(MEN.split())}"
        if name not in taken:
            taken.add(name)
            return name


def draw_people(rng: random.Random) -> list[Person]:
    """Return everybody, village by village and household by household."""
    taken: set[str] = set()
    return [
        Person(village.code, draw_name(rng, taken), age)
        for village in VILLAGES
        for _ in range(village.households)
        for age in draw_ages(rng)
    ]


def aged(people: Iterable[Person], first: int, last: int = 120) -> int:
    """Return how many of *people* are of these ages, both included."""
    return sum(first <= each.age <= last for each in people)


# Citizens


def draw_points(rng: random.Random) -> dict[str, float]:
    """Return the points of somebody who does well in everything: halves, 7 to 10."""
    return {item: rng.randint(14, 20) / 2 for item in ITEMS}


def draw_recognised(rng: random.Random) -> Answers:
    """Return the answers of a citizen who gets the title: at least 80 points."""
    while sum((points := draw_points(rng)).values()) < 80:
        pass
    return {item: {"points": each} for item, each in points.items()}


def draw_missed(rng: random.Random) -> Answers:
    """Return the answers of a citizen who misses it: below 80 points, or one item below 5."""
    number = rng.choice((0, 0, 1, 1, 2, 2, GATE_ONLY, 4, 4, 5))
    while True:
        points, story = draw_points(rng), STORIES[number]
        points |= {item: low for item, (low, _) in story.items()}
        total = sum(points.values())
        if total >= 80 if number == GATE_ONLY else 66 <= total < 80:
            answers: Answers = {item: {"points": each} for item, each in points.items()}
            for item, (_, note) in story.items():
                answers[item] |= {"note": note} if note else {}
            return answers


def as_written(answers: Answers) -> Answers:
    """Return *answers* with whole points as whole numbers."""
    return {
        item: answer | {"points": int(answer["points"]) if answer["points"] % 1 == 0 else answer["points"]}
        for item, answer in answers.items()
    }


def draw_citizens(rng: random.Random, people: Sequence[Person]) -> tuple[list[dict[str, Any]], int]:
    """Return the evidence of the adults who registered, and how many of them get the title."""
    lines: list[dict[str, Any]] = []
    recognised = 0
    for village in VILLAGES:
        adults = [each for each in people if each.village == village.code and each.age >= 18]
        left_out = set(rng.sample(range(len(adults)), village.unregistered))
        listed = [each for number, each in enumerate(adults) if number not in left_out]
        missed = set(rng.sample(range(len(listed)), village.missed))
        recognised += len(listed) - len(missed)
        for number, each in enumerate(listed):
            subject = {"kind": "citizen", "name": each.name, "code": f"TL-CD-{len(lines) + 1:04}"}
            subject |= {"village": village.code, "commune": "HK-TK-TL"}
            answers = draw_missed(rng) if number in missed else draw_recognised(rng)
            lines.append({"subject": subject, "answers": as_written(answers)})
    return lines, recognised


# Papers

COMMUNE_PAPERS = {
    "03/QĐ-UBND": ("2024-01-08", "Quyết định giao dự toán thu, chi ngân sách xã năm 2024"),
    "07/KH-UBND": ("2024-01-24", "Kế hoạch xây dựng xã hội học tập năm 2024"),
    "09/KH-UBND": ("2024-01-30", "Kế hoạch tuyên truyền về học tập suốt đời, xã hội học tập năm 2024"),
    "01/QCPH": ("2024-02-27", "Quy chế phối hợp giữa Hội Khuyến học, các đoàn thể, trường học và nhà văn hóa xã"),
    "02/DM-TTHTCĐ": ("2024-03-12", "Danh mục phòng làm việc, tủ sách dùng chung, máy tính của trung tâm"),
    "46/KH-UBND": ("2024-09-16", "Kế hoạch tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"),
    "21/BC-BCĐ": ("2024-10-08", "Báo cáo thống kê phổ cập giáo dục, xóa mù chữ xã Thượng Lâm năm 2024"),
    "71/BC-UBND": ("2024-10-14", "Báo cáo kết quả Tuần lễ hưởng ứng học tập suốt đời năm 2024"),
    "05/BC-TV": ("2024-12-04", "Báo cáo hoạt động và phần mềm quản lý bạn đọc của thư viện xã năm 2024"),
    "11/BC-TTVHTT": ("2024-12-05", "Báo cáo hoạt động, danh sách câu lạc bộ của trung tâm văn hóa, thể thao năm 2024"),
    "33/TH-UBND": ("2024-12-09", "Biểu tổng hợp trình độ chuyên môn kỹ thuật của công dân trong xã năm 2024"),
    "146/QĐ-UBND": ("2024-12-13", 'Quyết định công nhận danh hiệu "Công dân học tập" năm 2024'),
    "88/BC-UBND": ("2024-12-17", "Báo cáo công tác tuyên truyền về học tập suốt đời, xã hội học tập năm 2024"),
    "91/BC-UBND": ("2024-12-19", "Báo cáo kết quả thực hiện kế hoạch xây dựng xã hội học tập năm 2024"),
}
ISSUED_PAPERS = {
    "3127/QĐ-UBND": (
        "2024-11-12",
        "Quyết định công nhận xã đạt chuẩn phổ cập giáo dục, xóa mù chữ năm 2024",
        "Ủy ban nhân dân huyện Tân Khê",
    ),
    "08/BC-HKH": (
        "2024-12-06",
        "Báo cáo vận động và thu, chi quỹ khuyến học năm 2024",
        "Hội Khuyến học xã Thượng Lâm",
    ),
}


def paper(number: str, day: str, title: str, issuer: str | None = None) -> dict[str, str]:
    """Return a document."""
    return {"number": number, "date": day, "title": title} | ({"issuer": issuer} if issuer else {})


PAPERS = {number: paper(number, *rest) for number, rest in (COMMUNE_PAPERS | ISSUED_PAPERS).items()}


def proved(answer: dict[str, Any], *numbers: str) -> dict[str, Any]:
    """Return *answer* with the papers of these numbers."""
    return answer | {"documents": [PAPERS[number] for number in numbers]}


# The commune


def population(people: Sequence[Person]) -> dict[str, Any]:
    """Return the population block."""
    bands = {"0-2": (0, 2), "3-5": (3, 5), "6-14": (6, 14), "15-25": (15, 25), "26-35": (26, 35), "36-60": (36, 60)}
    ages = {band: aged(people, *bounds) for band, bounds in bands.items()}
    return {
        "people": len(people),
        "households": sum(village.households for village in VILLAGES),
        "villages": len(VILLAGES),
        "ages": ages | {"61+": aged(people, 61)},
        "households_by_village": {village.code: village.households for village in VILLAGES},
    }


def standards(people: Sequence[Person]) -> dict[str, Any]:
    """Return the counts for Decree 20/2014: preschool met, primary at level 3, literacy and lower secondary at 2."""
    youth = aged(people, 15, 18)
    studying = youth - round(youth * LEFT_AFTER_GRADE_9)
    illiterate, rusty = 3, 17  # people of 15 to 60 who cannot read, and who read no better than level 1
    counts = {
        "children-5": aged(people, 5, 5),
        "children-5-attending": aged(people, 5, 5),
        "children-5-completed": aged(people, 5, 5),
        "children-6": aged(people, 6, 6),
        "children-6-grade-1": aged(people, 6, 6),
        "children-11": aged(people, 11, 11),
        "children-11-completed": aged(people, 11, 11),
        "children-11-in-primary": 0,
        "children-14": aged(people, 14, 14),
        "children-14-completed": aged(people, 14, 14),
        "youth-15-18": youth,
        "youth-15-18-diploma": youth - 1,
        "youth-15-18-studying": studying,
        "people-15-25": aged(people, 15, 25),
        "people-15-25-literate-1": aged(people, 15, 25),
        "people-15-35": aged(people, 15, 35),
        "people-15-35-literate-1": aged(people, 15, 35),
        "people-15-35-literate-2": aged(people, 15, 35) - 2,
        "people-15-60": aged(people, 15, 60),
        "people-15-60-literate-2": aged(people, 15, 60) - illiterate - rusty,
    }
    return proved({"counts": counts}, "21/BC-BCĐ", "3127/QĐ-UBND")


def answers_of(people: Sequence[Person]) -> Answers:
    """Return the answers of the commune; 4.1 to 4.4 are left to the standards, the count of 5.1 to the citizens."""
    everybody = len(people)
    done = {"met": True}
    return {
        "1.1": proved(done, "09/KH-UBND", "88/BC-UBND"),
        "1.2": proved(done, "07/KH-UBND", "91/BC-UBND"),
        "1.3": proved(done, "46/KH-UBND", "71/BC-UBND"),
        "2.1": proved(done, "03/QĐ-UBND"),
        "2.2": proved(done, "08/BC-HKH"),
        "2.3": proved(done, "01/QCPH"),
        "3.1": proved(done, "02/DM-TTHTCĐ"),
        "3.2": proved(done, "05/BC-TV"),
        "3.3": proved(done, "11/BC-TTVHTT"),
        "5.2.1": proved(share(TRAINED, everybody), "33/TH-UBND"),
        "5.2.2": proved(share(GRADUATES, everybody), "33/TH-UBND"),
    }


def commune(people: Sequence[Person], recognised: int) -> dict[str, Any]:
    """Return the evidence of the commune; *recognised* is the number of its learning citizens, as its decision says."""
    answers = answers_of(people)
    answers["5.1"] = proved(share(recognised, len(people)), "146/QĐ-UBND")
    return {
        "schema": "xhht-evidence/1",
        "subject": {
            "kind": "commune",
            "name": "Xã Thượng Lâm",
            "code": "HK-TK-TL",
            "district": "HK-TK",
            "area": "normal",
        },
        "year": YEAR,
        "assessed_on": "2025-01-16",
        "dates": {"meeting": "2025-01-16"},
        "population": population(people),
        "standards": standards(people),
        "members_files": ["cong-dan.jsonl"],
        "answers": {name: answers[name] for name in sorted(answers)},
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
    """Draw the people and write the two files."""
    rng = random.Random(SEED)
    people = draw_people(rng)
    lines, recognised = draw_citizens(rng, people)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (HERE / "cong-dan.jsonl").write_text(text, encoding="utf-8", newline="\n")
    evidence = written(commune(people, recognised)) + "\n"
    (HERE / "xa-thuong-lam.json").write_text(evidence, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
