"""Write the sample evidence of the made-up commune Bình Khê for 2022: five files, beside this one.

The commune has 342 households in 8 villages. 308 of them registered for the title "Gia đình học tập" and are listed,
one a line; the other 34 only count, so that the share of all households (237 of 342) stays below the 70 % that the
share of the registered ones (237 of 308) passes. Every household is drawn with the ages of its people, whether they
go to school and whether the adults studied. What clans, villages and the commune say of those is then counted from
the households, never drawn again, so that all five files agree.

Run ``python samples/xa-binh-khe/generate.py``. The seed is fixed: every run writes the same bytes. People and places
are invented.
"""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

SEED = 2022
YEAR = 2022
ASSESSED_ON = "2022-12-20"
HERE = Path(__file__).parent
WIDTH = 120

Answers = dict[str, dict[str, Any]]


class Village(NamedTuple):
    """A village: how many households it has, how many are listed and how many of those miss the title."""

    code: str
    name: str
    households: int
    registered: int
    missed: int
    not_met: tuple[str, ...] = ()


VILLAGES = (
    Village("BK-T01", "Thôn Đông Thượng", 52, 48, 8),
    Village("BK-T02", "Thôn Đông Hạ", 48, 44, 8),
    Village("BK-T03", "Thôn Bến Trúc", 45, 40, 7, ("3.2",)),
    Village("BK-T04", "Thôn Cầu Đá", 43, 39, 13, ("3.1",)),
    Village("BK-T05", "Thôn Gò Sim", 41, 36, 6),
    Village("BK-T06", "Thôn Đồng Vân", 40, 36, 7),
    Village("BK-T07", "Thôn Xóm Lò", 38, 34, 13, ("3.3",)),
    Village("BK-T08", "Thôn Ao Sen", 35, 31, 9, ("1.2", "3.2")),
)


class Clan(NamedTuple):
    """A clan: the family name and the middle name of its men, where it comes from, what it did not do."""

    code: str
    surname: str
    middle: str
    village: str
    not_met: tuple[str, ...] = ()
    troubled: bool = False  # children who left school and offences are drawn in these clans, and outside clans


CLANS = (
    Clan("BK-DH-01", "Nguyễn", "Khắc", "BK-T01"),
    Clan("BK-DH-02", "Trần", "Văn", "BK-T01", ("1.3",)),
    Clan("BK-DH-03", "Lê", "Hữu", "BK-T02"),
    Clan("BK-DH-04", "Phạm", "Văn", "BK-T02", ("3.1",)),
    Clan("BK-DH-05", "Hoàng", "Đình", "BK-T03", ("3.1",)),
    Clan("BK-DH-06", "Vũ", "Đức", "BK-T04", ("1.2",), troubled=True),
    Clan("BK-DH-07", "Nguyễn", "Đình", "BK-T05"),
    Clan("BK-DH-08", "Bùi", "Xuân", "BK-T05", ("1.3",)),
    Clan("BK-DH-09", "Đỗ", "Trọng", "BK-T06", ("1.2",)),
    Clan("BK-DH-10", "Đặng", "Ngọc", "BK-T07", ("1.1", "3.1"), troubled=True),
    Clan("BK-DH-11", "Ngô", "Bá", "BK-T08"),
    Clan("BK-DH-12", "Trần", "Quang", "BK-T08", ("1.1",), troubled=True),
)
CLAN_OF = {clan.code: clan for clan in CLANS}

OTHER_SURNAMES = ("Mai", "Tạ", "Phan", "Đinh", "Cao", "Hà", "Trịnh", "Lương", "Chu", "Tô")
OTHER_MIDDLES = ("Văn", "Xuân", "Quốc", "Công", "Minh")
MEN = """
Bách Bằng Biên Cảnh Chiến Chức Cơ Cương Dân Doanh Đạo Điền Đoàn Giáp Hậu Hiển Hoạt Hòe Huấn Kế Khuê Kiên Lăng Lộc Luận
Lưu Mạnh Mậu Nghị Nghiêm Nhân Nhật Ninh Oánh Phiên Quảng Quế Quý Sáng Soạn Tạo Thạch Thăng Thiết Thiều Thụ Thức Tiệp
Tính Toán Tuyển Tường Ước Vấn Vinh Xuyên Yên
"""
WOMEN = """
Ánh Bích Cúc Dung Duyên Đào Gấm Hiền Hòa Hợi Huệ Lan Liễu Loan Lụa Lý Mận Miền Ngát Nhàn Nhung Nụ Oanh Phượng Quyên Tâm
Thảo Thơm Tuyết Vân Xuyến Yến
"""

# Why a family misses the title: each story costs it so much that fewer than the 80 points of the title are left.
IDLE = "Có người lớn chưa học chuyên đề nào trong năm"
LEFT_SCHOOL = {
    "1.1": "Con bỏ học giữa năm, theo người quen đi làm xa",
    "1.2": "Con bỏ học nên không được xếp loại",
    "2.2": IDLE,
}
OFFENCES = (
    {"1.3": "Con bị nhà trường nhắc nhở vì đánh nhau", "2.2": IDLE, "4.1": "Bị xử phạt hành chính vì đánh bạc"},
    {
        "2.3": "Việc làm không ổn định, chưa học nghề mới",
        "3.1": "Chưa có góc học tập cho con",
        "4.1": "Có vụ xô xát trong gia đình, tổ hòa giải đã giải quyết xong",
    },
)
WITH_CHILDREN = (
    {"1.2": "Con học lực yếu, phải rèn luyện trong hè", "2.2": IDLE, "3.1": "Chưa có góc học tập cho con"},
    {
        "1.2": "Con hạnh kiểm trung bình",
        "2.3": "Chưa áp dụng kiến thức đã học vào việc làm",
        "3.2": "Có tivi, điện thoại nhưng không dùng vào việc học",
    },
    {
        "2.1": "Một người lớn chưa biết chữ, đã vận động ra lớp xóa mù chữ",
        "2.2": IDLE,
        "3.2": "Nhà không có sách báo, Internet dùng cho việc học",
    },
    {
        "2.3": "Vẫn làm như cũ, chưa học thêm nghề",
        "3.1": "Nhà chật, con học nhờ nhà ông bà",
        "4.2": "Mới rơi vào hộ cận nghèo vì người lao động chính ốm dài ngày",
    },
    {"1.3": "Con không tham gia sinh hoạt hè ở thôn", "2.2": IDLE, "3.1": "Chưa có góc học tập cho con"},
)
WITHOUT_CHILDREN = (
    {"2.2": IDLE, "2.3": "Chưa học thêm nghề", "3.1": "Nhà không có sách, tài liệu học tập"},
    {"2.1": "Một người lớn chưa biết chữ mức độ 1", "3.2": "Có tivi nhưng không dùng vào việc học"},
    {"2.3": "Vẫn làm như cũ, chưa học thêm nghề", "4.2": "Thu nhập giảm, mới vào diện hộ cận nghèo"},
)
SMALL_LOSSES = ("1.2", "2.2", "2.3", "3.1", "3.2")


@dataclass
class Household:
    """A household of the commune.

    Attributes:
        name: Of its head.
        village: Code.
        clan: Code; None for a family without a clan in the commune.
        registered: Whether it registered for the title, and is listed.
        ages: Of all who live there.
        faults: Indicators of the family that fail, with the reason; empty words where none is written.
        idle: Adults who studied nothing in the year.
    """

    name: str
    village: str
    clan: str | None
    registered: bool
    ages: list[int]
    faults: dict[str, str] = field(default_factory=dict)
    idle: int = 0

    def between(self, youngest: int, oldest: int) -> int:
        """Return how many people are of these ages, both included."""
        return sum(youngest <= age <= oldest for age in self.ages)

    @property
    def children(self) -> int:
        """Children of 5 to 18, the ages of universal education."""
        return self.between(5, 18)

    @property
    def pupils(self) -> int:
        """Children of 6 to 18, who have marks: a child of five has none yet."""
        return self.between(6, 18)

    @property
    def adults(self) -> int:
        """People of 19 and over."""
        return self.between(19, 120)

    @property
    def left_school(self) -> int | None:
        """Age of the child who left school: the oldest; None where nobody did."""
        return max(age for age in self.ages if age <= 18) if "1.1" in self.faults else None

    @property
    def illiterate(self) -> int | None:
        """Age of the adult who cannot read: the oldest of 19 to 60; None where everybody can."""
        return max(age for age in self.ages if 19 <= age <= 60) if "2.1" in self.faults else None

    def at_school(self) -> tuple[int, int]:
        """Return how many of the children of 6 to 14 go to school, and how many there are."""
        of = self.between(6, 14)
        return of - (self.left_school is not None and self.left_school <= 14), of


def total(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the sums of (count, of)."""
    listed = list(pairs)
    return sum(count for count, _ in listed), sum(of for _, of in listed)


def share(pair: tuple[int, int], **more: Any) -> dict[str, Any]:
    """Return the answer for (count, of)."""
    return {"count": pair[0], "of": pair[1], **more}


def part(whole: int, percent: int) -> int:
    """Return so many per cent of *whole*, rounded down."""
    return whole * percent // 100


# Households


def draw_ages(rng: random.Random) -> list[int]:
    """Return the ages of a household: parents and children, three generations, or adults alone."""
    shape = rng.random()
    if shape < 0.06:  # a young couple
        age = rng.randint(22, 29)
        return [age, age + rng.randint(0, 3), *([rng.randint(0, 3)] if rng.random() < 0.6 else [])]
    if shape < 0.18:  # the children are grown up
        age = rng.randint(47, 56)
        grown = [rng.randint(19, 26) for _ in range(rng.choice((0, 1, 1, 2)))]
        return [age, age + rng.randint(0, 4), *grown]
    children = [rng.randint(4, 18)]
    for _ in range(rng.choice((0, 1, 1, 1, 2))):
        children.append(children[-1] - rng.randint(2, 6))
    age = children[0] + rng.randint(22, 30)
    ages = [age, age + rng.randint(-2, 4), *(child for child in children if child >= 0)]
    if shape > 0.72:  # with grandparents
        ages += [rng.randint(61, 84) for _ in range(rng.choice((1, 1, 2)))]
    return ages


def draw_name(rng: random.Random, clan: Clan | None, taken: set[str]) -> str:
    """Return the name of a head of household that nobody has yet."""
    while True:
        surname = clan.surname if clan else rng.choice(OTHER_SURNAMES)
        if rng.random() < 0.15:
            name = f"{surname} Thị {rng.choice(WOMEN.split())}"
        else:
            name = f"{surname} {clan.middle if clan else rng.choice(OTHER_MIDDLES)} {rng.choice(MEN.split())}"
        if name not in taken:
            taken.add(name)
            return name


def draw_clan(rng: random.Random, village: str) -> Clan | None:
    """Return the clan of a household: most belong to one of their village, some to another, some to none."""
    chance = rng.random()
    if chance < 0.2:
        return None
    at_home = [clan for clan in CLANS if clan.village == village]
    return rng.choice(at_home if chance < 0.9 else CLANS)


def draw_loss(rng: random.Random, home: Household) -> None:
    """Give a family the faults for which it misses the title."""
    clan = CLAN_OF.get(home.clan or "")
    stories: Sequence[Mapping[str, str]] = WITH_CHILDREN if home.pupils else WITHOUT_CHILDREN
    if home.pupils and (clan is None or clan.troubled):
        may_leave = max(age for age in home.ages if age <= 18) >= 13
        stories = [*OFFENCES, *WITH_CHILDREN, *([LEFT_SCHOOL] * 7 if may_leave else [])]
    home.faults = dict(rng.choice(stories))
    if "2.2" in home.faults:
        home.idle = rng.randint(1, home.adults)


def draw_small_loss(rng: random.Random, home: Household) -> None:
    """Give a family that gets the title what most families lack: nothing, one thing or, with pupils, two."""
    most = 2 if home.pupils else 1
    losses = SMALL_LOSSES if home.pupils else SMALL_LOSSES[1:]
    home.faults = dict.fromkeys(sorted(rng.sample(losses, min(most, rng.choice((0, 0, 0, 1, 1, 2))))), "")
    home.idle = int("2.2" in home.faults)


def draw_households(rng: random.Random) -> list[Household]:
    """Return all households, village by village."""
    homes: list[Household] = []
    taken: set[str] = set()
    for village in VILLAGES:
        missed = set(rng.sample(range(village.registered), village.missed))
        for number in range(village.households):
            clan = draw_clan(rng, village.code)
            home = Household(
                draw_name(rng, clan, taken),
                village.code,
                clan.code if clan else None,
                number < village.registered,
                draw_ages(rng),
            )
            if number in missed:
                draw_loss(rng, home)
            elif home.registered:
                draw_small_loss(rng, home)
            else:
                home.idle = rng.randint(0, home.adults)
            homes.append(home)
    return homes


def no_child(home: Household) -> str:
    """Return why the criterion on children does not apply to a family."""
    if home.between(0, 4):
        return "Con còn nhỏ, chưa đến tuổi phổ cập giáo dục"
    if home.adults > 2:
        return "Các con đã trưởng thành, không còn con trong độ tuổi phổ cập"
    return "Hai vợ chồng không có con trong độ tuổi phổ cập ở cùng"


def family_answers(home: Household) -> Answers:
    """Return what a family answers, 1.1 to 4.2."""
    faults = home.faults
    answers: Answers = {}
    if home.children:
        answers["1.1"] = share((home.children - ("1.1" in faults), home.children))
        marked = share((home.pupils - ("1.2" in faults), home.pupils))
        answers["1.2"] = marked if home.pupils else {"not_applicable": "Con 5 tuổi, chưa vào lớp 1"}
        answers["1.3"] = {"met": "1.3" not in faults}
    else:
        answers["1"] = {"not_applicable": no_child(home)}
    workers = home.between(19, 60)
    answers["2.1"] = share((workers - ("2.1" in faults), workers))
    answers["2.2"] = share((home.adults - home.idle, home.adults))
    answers |= {name: {"met": name not in faults} for name in ("2.3", "3.1", "3.2", "4.1", "4.2")}
    for name, reason in faults.items():
        if reason:
            answers[name]["note"] = reason
    return answers


# Papers

COMMUNE_PAPERS = {
    "18-NQ/ĐU": ("2022-01-14", "Nghị quyết về đẩy mạnh xây dựng xã hội học tập năm 2022"),
    "12/KH-UBND": ("2022-01-27", "Kế hoạch xây dựng Cộng đồng học tập cấp xã năm 2022"),
    "31/QĐ-UBND": ("2022-02-16", "Quyết định kiện toàn Ban chỉ đạo xây dựng xã hội học tập"),
    "02/QC-BCĐ": ("2022-02-21", "Quy chế làm việc của Ban chỉ đạo"),
    "15/DS-UBND": ("2022-03-04", "Danh sách cán bộ lãnh đạo chủ chốt của xã năm 2022"),
    "04/BB-BCĐ": ("2022-05-19", "Biên bản kiểm tra các thôn, trường học đợt 1"),
    "63/BC-UBND": ("2022-06-30", "Báo cáo sơ kết 6 tháng thực hiện kế hoạch xã hội học tập"),
    "05/BC-BCĐ": ("2022-10-05", "Báo cáo thống kê phổ cập giáo dục, xóa mù chữ xã Bình Khê năm 2022"),
    "36/DS-NT": ("2022-10-10", "Danh sách trẻ khuyết tật học hòa nhập năm học 2022-2023"),
    "41/BC-NT": ("2022-10-12", "Báo cáo huy động trẻ ra lớp của các trường năm học 2022-2023"),
    "06/BB-BCĐ": ("2022-10-20", "Biên bản kiểm tra các thôn, trường học đợt 2"),
    "103/BC-UBND": ("2022-11-15", "Báo cáo đào tạo, bồi dưỡng cán bộ, công chức xã năm 2022"),
    "85/TH-UBND": ("2022-11-16", "Bảng tổng hợp trẻ em hộ nghèo, dân tộc thiểu số đi học"),
    "88/TH-UBND": ("2022-11-18", "Bảng tổng hợp hỗ trợ học sinh có hoàn cảnh khó khăn năm 2022"),
    "109/BC-UBND": ("2022-11-22", "Báo cáo lao động, việc làm và đào tạo nghề năm 2022"),
    "214/QĐ-UBND": ("2022-11-25", "Quyết định công nhận kết quả rà soát hộ nghèo, hộ cận nghèo năm 2022"),
    "05/TH-BCĐ": ("2022-11-28", "Bảng tổng hợp chương trình phối hợp của các ban, ngành, đoàn thể"),
    "117/BC-UBND": ("2022-11-30", "Báo cáo kết quả bảo hiểm y tế toàn dân năm 2022"),
    "118/BC-UBND": ("2022-11-30", "Báo cáo hoạt động văn hóa, thể thao và tủ sách các thôn năm 2022"),
    "121/BC-UBND": ("2022-12-01", "Báo cáo nước sạch và vệ sinh môi trường nông thôn năm 2022"),
    "09/BC-HKH": ("2022-12-02", "Báo cáo hoạt động và quỹ khuyến học của Hội Khuyến học xã năm 2022"),
    "07/BC-BCĐ": ("2022-12-05", "Báo cáo kết quả hoạt động của Ban chỉ đạo năm 2022"),
    "23/BC-TTHTCĐ": ("2022-12-06", "Báo cáo hoạt động của trung tâm học tập cộng đồng năm 2022"),
    "20/BC-HPN": ("2022-12-07", "Báo cáo công tác phòng, chống bạo lực gia đình năm 2022"),
    "125/BC-UBND": ("2022-12-09", "Báo cáo tổng kết xây dựng xã hội học tập năm 2022"),
    "47/BC-CAX": ("2022-12-12", "Báo cáo tình hình an ninh trật tự, tệ nạn xã hội các thôn năm 2022"),
}
DISTRICT_PAPERS = {
    "1985/QĐ-UBND": ("2022-07-15", "Quyết định công nhận danh hiệu thi đua năm học 2021-2022"),
    "2907/QĐ-UBND": ("2022-11-10", "Quyết định công nhận xã đạt chuẩn phổ cập giáo dục, xóa mù chữ năm 2022"),
    "3096/QĐ-UBND": ("2022-11-29", "Quyết định xếp loại trung tâm học tập cộng đồng năm 2022"),
    "3151/QĐ-UBND": ("2022-12-05", "Quyết định công nhận xã đạt tiêu chí quốc gia về y tế xã năm 2022"),
    "3180/QĐ-UBND": ("2022-12-08", 'Quyết định công nhận danh hiệu "Khu dân cư văn hóa" năm 2022'),
    "3204/QĐ-UBND": ("2022-12-12", "Quyết định công nhận danh hiệu thi đua năm 2022"),
    "3244/QĐ-UBND": ("2022-12-14", "Quyết định công nhận xã đạt tiêu chuẩn an toàn về an ninh, trật tự năm 2022"),
}
PROVINCE_PAPERS = {
    "1126/QĐ-UBND": ("2022-05-24", "Quyết định công nhận Trường Tiểu học Bình Khê đạt chuẩn quốc gia mức độ 2"),
    "1389/QĐ-UBND": ("2022-06-21", "Quyết định công nhận lại Trường THCS Bình Khê đạt chuẩn quốc gia"),
}
PAPERS_OF = {
    None: COMMUNE_PAPERS,
    "Ủy ban nhân dân huyện Tân Khê": DISTRICT_PAPERS,
    "Ủy ban nhân dân tỉnh Hà Khê": PROVINCE_PAPERS,
}


def paper(number: str | None, day: str, title: str, issuer: str | None = None) -> dict[str, str]:
    """Return a document."""
    given = {"number": number, "date": day, "title": title, "issuer": issuer}
    return {key: words for key, words in given.items() if words}


PAPERS = {
    number: paper(number, *date_and_title, issuer)
    for issuer, papers in PAPERS_OF.items()
    for number, date_and_title in papers.items()
}


def proved(answer: dict[str, Any], *numbers: str) -> dict[str, Any]:
    """Return *answer* with the papers of these numbers."""
    return answer | {"documents": [PAPERS[number] for number in numbers]}


# Clans, villages, units

# Number, date and title, with a place for who numbers it and a day that is drawn; or the number of a paper above.
PAPERS_OF_CLAN: dict[str, Any] = {
    "1.1": ("01/KH-{}", "2022-01-{:02}", "Kế hoạch khuyến học, xây dựng Dòng họ học tập năm 2022"),
    "1.2": (None, "2022-11-{:02}", "Sổ thu, chi quỹ khuyến học của dòng họ năm 2022"),
    "1.3": (None, "2022-08-{:02}", "Biên bản họp mặt, phát thưởng con cháu học giỏi năm 2022"),
    "2.2": (None, "2022-09-{:02}", "Danh sách con cháu trong độ tuổi đi học năm học 2022-2023"),
    "2.3": (None, "2022-11-{:02}", "Danh sách người lớn trong họ đã học chuyên đề năm 2022"),
    "3.1": "214/QĐ-UBND",
    "3.2": (None, "2022-11-{:02}", "Xác nhận của công an xã về việc chấp hành pháp luật của con cháu trong họ"),
    "3.3": (None, "2022-11-{:02}", "Xác nhận của nhà trường: không có con cháu bỏ học trong năm 2022"),
}
PAPERS_OF_VILLAGE: dict[str, Any] = {
    "1.1": ("02/KH-{}", "2022-02-{:02}", "Kế hoạch xây dựng Cộng đồng học tập thôn năm 2022"),
    "1.2": (None, "2022-03-{:02}", "Nội quy, danh mục sách của tủ sách nhà văn hóa thôn"),
    "2.3": (None, "2022-09-{:02}", "Danh sách trẻ em trong độ tuổi đi học của thôn năm học 2022-2023"),
    "2.4": (None, "2022-11-{:02}", "Sổ theo dõi người lớn học chuyên đề tại nhà văn hóa thôn năm 2022"),
    "3.1": "3180/QĐ-UBND",
    "3.2": "214/QĐ-UBND",
    "3.3": (None, "2022-11-{:02}", "Biên bản tự chấm điểm an ninh trật tự, vệ sinh môi trường của thôn"),
}


def draw_paper(rng: random.Random, form: Any, by: str) -> dict[str, str]:
    """Return the document of this *form*, numbered *by* whom it is, on a day that is drawn."""
    if isinstance(form, str):
        return PAPERS[form]
    number, day, title = form
    return paper(number and number.format(by), day.format(rng.randint(3, 27)), title)


def clan_line(rng: random.Random, clan: Clan, homes: Sequence[Household]) -> dict[str, Any]:
    """Return the evidence of a clan; 2.1 is left to its families."""
    ours = [home for home in homes if home.clan == clan.code]
    failed = set(clan.not_met)
    failed |= {"3.2"} if any("4.1" in home.faults for home in ours) else set()
    failed |= {"3.3"} if any("1.1" in home.faults for home in ours) else set()
    answers: Answers = {name: {"met": name not in failed} for name in PAPERS_OF_CLAN}
    answers["2.2"] = share(total(home.at_school() for home in ours))
    answers["2.3"] = share(total((home.adults - home.idle, home.adults) for home in ours))
    for name, answer in answers.items():
        if answer.get("met", True):
            answer["documents"] = [draw_paper(rng, PAPERS_OF_CLAN[name], f"DH{clan.code[-2:]}")]
    name = f"Dòng họ {clan.surname} {clan.middle}"
    subject = {"kind": "clan", "name": name, "code": clan.code, "village": clan.village}
    return {"subject": subject, "population": {"households": len(ours)}, "answers": answers}


def village_line(rng: random.Random, village: Village, homes: Sequence[Household]) -> dict[str, Any]:
    """Return the evidence of a village; 2.1 and 2.2 are left to its families and clans."""
    ours = [home for home in homes if home.village == village.code]
    answers: Answers = {name: {"met": name not in village.not_met} for name in PAPERS_OF_VILLAGE}
    answers["2.3"] = share(total(home.at_school() for home in ours))
    answers["2.4"] = share(total((home.adults - home.idle, home.adults) for home in ours))
    for name, answer in answers.items():
        if answer.get("met", True):
            answer["documents"] = [draw_paper(rng, PAPERS_OF_VILLAGE[name], village.code[-3:])]
    subject = {"kind": "village", "name": village.name, "code": village.code, "commune": "HK-TK-BK"}
    return {"subject": subject, "answers": answers}


class Unit(NamedTuple):
    """A unit of the commune, with how many of its members meet 2.a, 2.b, 2.c, 2.d and 3.a."""

    name: str
    short: str
    type: str
    members: int
    meet: tuple[int, int, int, int, int]
    title: str
    not_met: tuple[str, ...] = ()


ADVANCED = "tap-the-lao-dong-tien-tien"
UNITS = (
    Unit("Trường Mầm non Bình Khê", "MNBK", "school", 16, (16, 16, 15, 12, 13), ADVANCED),
    Unit("Trường Tiểu học Bình Khê", "THBK", "school", 18, (18, 18, 18, 15, 16), "cao-hon"),
    Unit("Trường Trung học cơ sở Bình Khê", "THCSBK", "school", 17, (16, 17, 16, 11, 14), ADVANCED, ("1.c",)),
    Unit("Trạm Y tế xã Bình Khê", "TYT", "agency", 6, (6, 6, 5, 2, 4), "khong", ("1.b",)),
    Unit("Cơ quan Ủy ban nhân dân xã Bình Khê", "VP", "agency", 21, (20, 21, 21, 17, 18), ADVANCED),
)


def working_day(month: int, day: int) -> str:
    """Return the day of that month, or the Monday after it when it falls on a weekend."""
    asked = date(YEAR, month, day)
    return (asked + timedelta(days=(7 - asked.weekday()) % 7 if asked.weekday() > 4 else 0)).isoformat()


def unit_line(number: int, unit: Unit) -> dict[str, Any]:
    """Return the evidence of a unit, its *number* counted from 1."""
    by, day = unit.short, 4 + 2 * number
    award = PAPERS["3204/QĐ-UBND" if unit.type == "agency" else "1985/QĐ-UBND"]
    papers = {
        "1.a": paper(f"05/KH-{by}", working_day(1, day), "Kế hoạch học tập thường xuyên của thành viên năm 2022"),
        "1.b": paper(f"11/QĐ-{by}", working_day(2, day), "Quy chế thi đua, mục khuyến khích học tập"),
        "1.c": paper(f"14/QĐ-{by}", working_day(2, day + 7), "Quyết định phân bổ kinh phí bồi dưỡng năm 2022"),
        "2.a": paper(f"19/DS-{by}", working_day(3, day), "Danh sách kế hoạch tự học đã phê duyệt năm 2022"),
        "2.b": paper(f"58/TB-{by}", working_day(12, day - 4), "Thông báo kết quả đánh giá thành viên năm 2022"),
        "2.c": paper(f"51/BC-{by}", working_day(11, day), "Báo cáo kết quả bồi dưỡng bắt buộc năm 2022"),
        "2.d": award,
        "3.a": paper(f"60/BC-{by}", working_day(12, day - 3), "Bảng tổng hợp đánh giá Công dân học tập năm 2022"),
        "3.b": award,
        "3.c": paper(f"37/KH-{by}", working_day(9, day), "Kế hoạch chia sẻ kinh nghiệm với các đơn vị trên địa bàn"),
    }
    answers: Answers = {name: {"met": name not in unit.not_met} for name in papers}
    meet = zip(("2.a", "2.b", "2.c", "2.d", "3.a"), unit.meet, strict=True)
    answers |= {name: share((count, unit.members)) for name, count in meet}
    answers["3.b"] = {"choice": unit.title}
    for name, answer in answers.items():
        if answer.get("met", True) and answer.get("choice") != "khong":
            answer["documents"] = [papers[name]]
    subject = {"kind": "unit", "name": unit.name, "code": f"BK-DV-{number:02}", "tier": "commune", "type": unit.type}
    return {"subject": subject, "answers": answers}


# The commune


def count_ages(homes: Sequence[Household], youngest: int, oldest: int) -> int:
    """Return how many people of the commune are of these ages, both included."""
    return sum(home.between(youngest, oldest) for home in homes)


def population(homes: Sequence[Household]) -> dict[str, Any]:
    """Return the population block."""
    bands = {"0-2": (0, 2), "3-5": (3, 5), "6-14": (6, 14), "15-25": (15, 25), "26-35": (26, 35), "36-60": (36, 60)}
    ages = {band: count_ages(homes, *bounds) for band, bounds in bands.items()}
    return {
        "people": count_ages(homes, 0, 120),
        "households": len(homes),
        "registered_households": sum(home.registered for home in homes),
        "villages": len(VILLAGES),
        "clans": len(CLANS),
        "ages": ages | {"61+": count_ages(homes, 61, 120)},
        "households_by_village": {village.code: village.households for village in VILLAGES},
    }


def standards(homes: Sequence[Household]) -> dict[str, Any]:
    """Return the counts for Decree 20/2014: preschool met, primary and lower secondary at level 3, literacy at 2."""

    def people(youngest: int, oldest: int) -> int:
        return count_ages(homes, youngest, oldest)

    def literate(youngest: int, oldest: int) -> int:
        cannot = [home.illiterate for home in homes if home.illiterate]
        return people(youngest, oldest) - sum(youngest <= age <= oldest for age in cannot)

    left = sum(home.left_school is not None and home.left_school >= 15 for home in homes)
    counts = {
        "children-5": people(5, 5),
        "children-5-attending": people(5, 5) - 1,
        "children-5-completed": people(5, 5) - 1,
        "children-6": people(6, 6),
        "children-6-grade-1": people(6, 6),
        "children-11": people(11, 11),
        "children-11-completed": people(11, 11) - 2,
        "children-11-in-primary": 2,
        "children-14": people(14, 14),
        "children-14-completed": people(14, 14) - 1,
        "youth-15-18": people(15, 18),
        "youth-15-18-diploma": people(15, 18) - left,
        "youth-15-18-studying": part(people(15, 18), 84),
        "people-15-25": people(15, 25),
        "people-15-25-literate-1": literate(15, 25),
        "people-15-35": people(15, 35),
        "people-15-35-literate-1": literate(15, 35),
        "people-15-35-literate-2": part(literate(15, 35), 98),
        "people-15-60": people(15, 60),
        "people-15-60-literate-2": part(literate(15, 60), 95),
    }
    return proved({"counts": counts}, "05/BC-BCĐ", "2907/QĐ-UBND")


def count_met(name: str) -> int:
    """Return how many villages meet their indicator *name*."""
    return sum(name not in village.not_met for village in VILLAGES)


def leadership() -> Answers:
    """Return the answers to criteria 1 to 4."""
    postponed = "Hai hoạt động quý III phải hoãn vì mưa lũ"
    schools = "Trường Tiểu học đạt chuẩn quốc gia mức độ 2; Trường Mầm non mới đạt mức độ 1"
    return {
        "1.1": proved({"met": True}, "18-NQ/ĐU"),
        "1.2": proved({"met": True}, "12/KH-UBND"),
        "1.3": proved({"met": True}, "63/BC-UBND", "125/BC-UBND"),
        "2.1": proved({"met": True}, "31/QĐ-UBND", "02/QC-BCĐ"),
        "2.2": proved(share((10, 12), note=postponed), "07/BC-BCĐ"),
        "2.3": proved({"value": 2}, "04/BB-BCĐ", "06/BB-BCĐ"),
        "3.1": proved(share((9, 11)), "05/TH-BCĐ"),
        "3.2": proved({"met": True}, "09/BC-HKH"),
        "4.1": proved({"value": 1, "note": schools}, "1126/QĐ-UBND"),
        "4.2": proved({"value": 1}, "1389/QĐ-UBND"),
        "4.3": proved({"choice": "fair"}, "3096/QĐ-UBND"),
        "4.4": proved(share((count_met("1.2"), len(VILLAGES))), "118/BC-UBND"),
    }


def learning(homes: Sequence[Household], counts: Mapping[str, int]) -> Answers:
    """Return the answers to criteria 5 to 8, without those that the standards give."""
    nursery, preschool = count_ages(homes, 0, 2), count_ages(homes, 3, 5)
    in_preschool = part(count_ages(homes, 3, 4), 90) + counts["children-5-attending"]
    workers = counts["people-15-60"] - counts["youth-15-18-studying"]
    readers = workers - sum(home.illiterate is not None for home in homes)
    return {
        "5.1": proved(share((part(nursery, 36), nursery)), "41/BC-NT"),
        "5.2": proved(share((in_preschool, preschool)), "41/BC-NT"),
        "6.1": proved(share((5, 6)), "36/DS-NT"),
        "6.2": proved(share((46, 47)), "85/TH-UBND"),
        "6.3": proved(share((35, 38)), "88/TH-UBND"),
        "7.1": proved(share((20, 21)), "103/BC-UBND"),
        "7.2": proved(share((21, 21)), "103/BC-UBND"),
        "7.3": proved(share((15, 21)), "103/BC-UBND"),
        "8.1": proved(share((part(workers, 61), workers)), "23/BC-TTHTCĐ"),
        "8.2": proved(share((part(workers, 58), workers)), "109/BC-UBND"),
        "8.3": proved(share((readers, workers)), "05/BC-BCĐ"),
    }


def life(homes: Sequence[Household]) -> Answers:
    """Return the answers to criteria 10 to 15."""
    people, households, villages = count_ages(homes, 0, 120), len(homes), len(VILLAGES)
    poverty = "Năm 2021: 15/342 hộ nghèo (4,39 %); năm 2022: 12/342 hộ (3,51 %)"
    violence = "Các vụ xô xát trong năm đều được tổ hòa giải giải quyết xong"
    return {
        "10.1": proved(share((count_met("3.1"), villages)), "3180/QĐ-UBND"),
        "11.1": proved({"value": 0.88, "note": poverty}, "214/QĐ-UBND"),
        "12.1": proved(share((2, 9)), "15/DS-UBND"),
        "12.2": proved({"met": True, "note": violence}, "20/BC-HPN"),
        "13.1": proved(share((321, households)), "121/BC-UBND"),
        "13.2": proved(share((262, households)), "121/BC-UBND"),
        "14.1": proved(share((part(people, 92), people)), "117/BC-UBND"),
        "14.2": proved({"met": True}, "3151/QĐ-UBND"),
        "15.1": proved({"met": True}, "3244/QĐ-UBND"),
        "15.2": proved(share((count_met("3.3"), villages)), "47/BC-CAX"),
    }


def commune(homes: Sequence[Household]) -> dict[str, Any]:
    """Return the evidence of the commune; 5.3 to 5.6 and 9.1 to 9.3 are left to the standards and the members."""
    derived = standards(homes)
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "commune", "name": "Xã Bình Khê", "code": "HK-TK-BK", "area": "normal"},
        "year": YEAR,
        "assessed_on": ASSESSED_ON,
        "population": population(homes),
        "standards": derived,
        "members_files": ["gia-dinh.jsonl", "dong-ho.jsonl", "thon.jsonl", "don-vi.jsonl"],
        "answers": leadership() | learning(homes, derived["counts"]) | life(homes),
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


def write_lines(name: str, members: Iterable[Any]) -> None:
    """Write a JSON Lines file: a member a line."""
    text = "".join(json.dumps(member, ensure_ascii=False) + "\n" for member in members)
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Draw the households and write the five files."""
    rng = random.Random(SEED)
    homes = draw_households(rng)
    listed = [home for home in homes if home.registered]
    families = []
    for number, home in enumerate(listed, 1):
        subject = {"kind": "family", "name": home.name, "code": f"BK-GD-{number:04}", "village": home.village}
        subject |= {"clan": home.clan} if home.clan else {}
        families.append({"subject": subject, "answers": family_answers(home)})
    write_lines("gia-dinh.jsonl", families)
    write_lines("dong-ho.jsonl", [clan_line(rng, clan, homes) for clan in CLANS])
    write_lines("thon.jsonl", [village_line(rng, village, homes) for village in VILLAGES])
    write_lines("don-vi.jsonl", [unit_line(number, unit) for number, unit in enumerate(UNITS, 1)])
    (HERE / "xa-binh-khe.json").write_text(written(commune(homes)) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
