#!/usr/bin/env python3
"""Works out every number of a report anew, from the exported CSV alone, and compares.

    recompute.py report.txt export.csv FROM TO

FROM and TO are the first and the last night (2026-11-01). Nothing of the program is used but the words of its tags and
signs. Exit code 1 and a line for every difference: a number that is wrong, missing, or that nobody checks.
"""

import csv
import re
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor
from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent / "assets" / "en"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAY = timedelta(days=1)
TOKEN = re.compile(r"\d+(?:\.\d+)?|\b(?:" + "|".join(MONTHS) + r")\b")


def texts(name):
    """The words of every id of a content file."""
    found = {}
    source = (ASSETS / name).read_text(encoding="utf-8")
    for match in re.finditer(r'id: "([^"]+)",(?:\s*\w+: [^,(]+,)*?\s*text: "((?:[^"\\]|\\.)*)"', source):
        found.setdefault(match[1], re.sub(r"\s+", " ", match[2]))
    return found


def tiers():
    """What every sign asks for alone, in the words of the report."""
    said = {"emergency": "emergency", "same_day": "same day", "appointment": "appointment", "routine": "routine", "context": "counts only with others"}
    source = (ASSETS / "signs.ron").read_text(encoding="utf-8")
    return {sign: said[tier] for sign, tier in re.findall(r'id: "([^"]+)",\s*ref: "[^"]*",\s*tier: (\w+)', source)}


def entries(cell):
    """The entries of a cell: parted by ';', with '\\' before one that is meant as it is."""
    if not cell:
        return []
    parts, part, letters = [], "", iter(cell)
    for letter in letters:
        if letter == "\\":
            part += next(letters, "")
        elif letter == ";":
            parts.append(part)
            part = ""
        else:
            part += letter
    return parts + [part]


GUARDED = "'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def unguarded(cell):
    """The cell without the apostrophes that keep a spreadsheet from running it, or a part of it, as a formula."""

    def bare(part, guarded):
        return part[1:] if len(part) > 1 and part[0] == "'" and part[1] in guarded else part

    first, *rest = re.split(r"(?<=[;\t\r\n])", bare(cell, GUARDED))
    return first + "".join(bare(part, GUARDED.translate({9: None, 10: None, 13: None})) for part in rest)


class Diary:
    """The export: cramps and nights up to the last night of the report, medicines and checks all of them."""

    def __init__(self, path, last):
        self.episodes, self.notes, self.medicines, self.checks = [], [], [], []
        self.facts = {}
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                row = {name: unguarded(cell) for name, cell in row.items()}
                if row["kind"] == "fact":
                    self.facts[row["name"]] = row["note"]
                    continue
                when = datetime.fromisoformat(row["when"])
                row["at"] = when
                if row["kind"] in ("episode", "check"):
                    row["night"] = (when - timedelta(hours=12)).date()
                    row["order"] = when.timestamp()
                else:
                    row["night"] = when.date()
                row["after"] = row["night"] > last
                if row["after"] and row["kind"] in ("episode", "night"):
                    continue
                kinds = {"episode": self.episodes, "night": self.notes, "medicine": self.medicines, "check": self.checks}
                kinds[row["kind"]].append(row)
        self.episodes.sort(key=lambda row: row["order"])

    def cramps(self, first, last):
        return [row for row in self.episodes if first <= row["night"] <= last]

    def logged(self, first, last):
        nights = {row["night"] for row in self.cramps(first, last)}
        nights |= {row["night"] for row in self.notes if row["no_cramp"] == "true" and first <= row["night"] <= last}
        return len(nights)

    def first_logged(self):
        """The first night with a cramp, or looked at with none."""
        nights = [row["night"] for row in self.episodes]
        return min(nights + [row["night"] for row in self.notes if row["no_cramp"] == "true"], default=None)


def nights(first, last):
    return max((last - first).days + 1, 0)


def shown(number):
    """A fraction to the nearest tenth; exactly between two, the larger."""
    tenths = floor(number * 10 + Fraction(1, 2))
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def median(numbers):
    numbers = sorted(numbers)
    upper, lower = numbers[len(numbers) // 2], numbers[(len(numbers) - 1) // 2]
    return Fraction(upper + lower, 2)


def whole(row, column):
    return int(row[column]) if row[column] else None


def seconds(row):
    return None if row["open"] == "true" else whole(row, "seconds")


def known(values):
    return [value for value in values if value is not None]


def day(night):
    return [str(night.day), MONTHS[night.month - 1]]


def full(night):
    return day(night) + [str(night.year)]


def words(night):
    return night.strftime("%a ") + " ".join(full(night))


def span(first, last):
    """`8 to 21 Nov 2026`: month and year once where they are the same."""
    if first.year != last.year:
        return full(first) + full(last)
    return (day(first) if first.month != last.month else [str(first.day)]) + full(last)


def dated(night, after):
    return words(night) + (" (after the nights shown)" if after else "")


def middle(values, cramps, scale=1):
    if not values:
        return []
    largest = Fraction(max(values)) / scale
    return [shown(median(values) / scale), shown(largest), str(len(values)), str(cramps)]


class Expected:
    """What the report has to say, worked out from the export."""

    def __init__(self, diary, first, last):
        self.diary, self.first, self.last = diary, first, last
        self.cramps = diary.cramps(first, last)
        self.words, self.signs, self.tiers = texts("diary.ron"), texts("signs.ron"), tiers()
        self.lines = []
        self.record()
        self.charts()
        self.tags()
        self.patterns()
        self.medicines()
        self.flags()
        self.tried()
        self.programmes()
        self.notes()

    def add(self, section, begins, *numbers):
        """A line of that section that begins so, and then has these numbers."""
        self.lines.append((section, begins, [str(number) for number in numbers]))

    def record(self):
        section, cramps, all_nights = "WHAT IS RECORDED", self.cramps, nights(self.first, self.last)
        logged = self.diary.logged(self.first, self.last)
        self.add("", "Nights from", *full(self.first), *full(self.last))
        self.add(section, "Nights: ", all_nights, logged)
        gaps = all_nights - logged
        self.add(section, "Gaps: ", *([gaps, all_nights] if gaps else [all_nights]))
        self.add(section, "Cramps: ", len(cramps), len({row["night"] for row in cramps}))
        onset = [row["night"] for row in self.diary.episodes]
        self.add(section, "First cramp in the diary: ", *(full(min(onset)) if onset else []))
        apart = []
        now, begun = (self.last - 13 * DAY, self.last), self.diary.first_logged()
        if begun is None:
            self.add(section, "First fortnight of the diary: not known")
        else:
            opening = (begun, begun + 13 * DAY)
            logged_both = [self.diary.logged(*opening), self.diary.logged(*now)]
            if opening[1] >= now[0]:
                said = []
            elif min(logged_both) < 7:
                said = [*logged_both, 14, 7]
            else:
                said = self.rates(*opening)
                apart = logged_both if logged_both[0] != logged_both[1] else []
            self.add(section, "First fortnight of the diary (", *span(*opening), *said)
        self.add(section, "Last fortnight (", *span(*now), *self.rates(*now), *apart)
        waking = [sum(1 for row in cramps if row["waking"] == way) for way in ("asleep", "awake", "")]
        self.add(section, "Came on: ", *waking)
        self.add(section, "Minutes: ", *middle(known(map(seconds, cramps)), len(cramps), 60))
        pain = known(whole(row, "pain") for row in cramps)
        self.add(section, "Pain, 0 to 10: ", *middle(pain, len(cramps)))
        sore = known(whole(row, "soreness") for row in cramps)
        self.add(section, "Soreness the day after, 0 to 10: ", *middle(sore, len(cramps)))
        columns = ("sleep_lost", "back_to_sleep")
        asked = {row["night"] for row in cramps if row["waking"] or any(row[column] for column in columns)}
        broken = {row["night"] for row in cramps if row["waking"] == "asleep"}
        broken |= {row["night"] for row in cramps if any((whole(row, column) or 0) > 0 for column in columns)}
        more = len({row["night"] for row in cramps}) - len(asked)
        said = [len(broken), len(asked), 0, 0] + ([more] if more else [])
        self.add(section, "Nights of broken sleep: ", *(said if asked else []))
        back = known(whole(row, "back_to_sleep") for row in cramps)
        if back:
            self.add(section, "Minutes until asleep again: ", *middle(back, len(cramps)))
        if cramps:
            self.add(section, "Leg: ", *self.tally("leg", ["left", "right", "both", ""]))
            self.add(section, "Muscle: ", *self.tally("muscle", ["calf", "foot", "shin", "thigh", "hamstring", "other", ""]))

    def rates(self, first, last):
        logged, cramps = self.diary.logged(first, last), len(self.diary.cramps(first, last))
        if not logged:
            return []
        a_week, a_night = Fraction(7 * cramps, nights(first, last)), Fraction(cramps, logged)
        return [shown(a_week), cramps, logged, nights(first, last), shown(a_night)]

    def tally(self, column, order):
        counts = Counter(row[column] for row in self.cramps)
        return [counts[choice] for choice in order if counts[choice]]

    def charts(self):
        if not self.diary.logged(self.first, self.last):
            return
        section, weeks, last = "CRAMPS BY WEEK AND HOUR", [], self.last
        while last >= self.first:
            weeks.insert(0, (max(last - 6 * DAY, self.first), last))
            last -= 7 * DAY
        counts = [len(self.diary.cramps(*week)) for week in weeks]
        logged = self.diary.logged(self.first, self.last)
        said = [*full(self.first), *full(self.last), len(self.cramps), logged, nights(self.first, self.last)]
        most = max(counts)
        if most and len(weeks) > 1:
            ends = [week[1] for week, count in zip(weeks, counts) if count == most]
            dates = [part for end in ends for part in day(end)]
            said += [*dates, most] if len(ends) <= 3 else [most, len(ends)]
        if len(weeks) > 13:
            said += [13, len(weeks)]
        recorded = [(week, count) for week, count in list(zip(weeks, counts))[-13:] if self.diary.logged(*week)]
        empty = min(len(weeks), 13) - len(recorded)
        self.add(section, "Cramps per week.", *said, *([empty] if empty else []))
        for (first, end), count in recorded:
            rows = self.diary.cramps(first, end)
            pain, length = known(whole(row, "pain") for row in rows), known(map(seconds, rows))
            beside = [self.diary.logged(first, end), nights(first, end)]
            beside += [shown(median(pain))] if pain else []
            beside += [shown(median(length) / 60)] if length else []
            self.add(section, f"{end.day} {MONTHS[end.month - 1]} ".ljust(9), count, *beside)
        if not self.cramps:
            return
        hours = Counter(row["at"].hour for row in self.cramps)
        order = [*range(12, 24), *range(12)]
        most = max(hours.values())
        at = [hour for hour in order if hours[hour] == most]
        clock = [part for hour in at for part in (f"{hour:02}", "00")]
        total = len(self.cramps)
        self.add(section, "Cramps by hour.", *([*clock, most, total] if len(at) <= 3 else [most, total, len(at)]))
        places = [i for i, hour in enumerate(order) if hours[hour]]
        for hour in order[places[0] : places[-1] + 1]:
            self.add(section, f"{hour:02}:00 ", hours[hour])

    def tags(self):
        total = len(self.cramps)
        for section, column in (("WHAT CAME BEFORE", "before"), ("NOTICED WITH THE CRAMPS", "also")):
            lists = [set(entries(row[column])) for row in self.cramps]
            having = sum(1 for tags in lists if tags)
            for tag, count in Counter(tag for tags in lists for tag in tags).items():
                self.add(section, self.words.get(tag, tag) + ": ", count, having if column == "before" else total)
            if column == "before" and having:
                self.add(section, "Counted in", having, total)
        units = known(whole(row, "alcohol") for row in self.cramps)
        if units:
            self.add("WHAT CAME BEFORE", "Units of alcohol the day before: ", *middle(units, total))

    def patterns(self):
        section = "NOTICED WITH THE CRAMPS"
        long = [row for row in self.cramps if (seconds(row) or 0) > 600]
        if long:
            self.add(section, f"- {len(long)} cramp", 10, *full(long[-1]["night"]))
        legs = [row for row in self.cramps if row["leg"]]
        if len(legs) >= 5 and {row["leg"] for row in legs} in ({"left"}, {"right"}):
            self.add(section, "- All ", len(legs), *full(legs[-1]["night"]))
        since = max(self.last - 29 * DAY, self.first)
        month = {row["night"] for row in self.diary.cramps(since, self.last)}
        if len(month) >= 4:
            least = "at least " if self.diary.logged(since, self.last) < nights(since, self.last) else ""
            self.add(section, f"- There were cramps on {least}", len(month), nights(since, self.last), *full(max(month)))
        sore = [row for row in self.cramps if (whole(row, "sore_hours") or 0) > 24]
        if sore:
            self.add(section, "- The muscle was sore", 24, len(sore), *full(sore[-1]["night"]))

    def medicines(self):
        section = "MEDICINES"
        for row in self.diary.medicines:
            when = dated(row["night"], row["after"])
            route = {"cream": "cream or pessary", "other": "another way"}.get(row["route"], row["route"])
            dose = ", ".join(part for part in (row["dose"], route) if part)
            self.add(section, f"{when}; {row['change']}; {row['name']}; {dose or '-'}")
        onset = [row["night"] for row in self.diary.episodes]
        if self.diary.medicines and not self.diary.facts.get("onset", "").strip():
            self.add(section, "The diary does not say when cramps first began", *(full(min(onset)) if onset else []))
        elif self.diary.medicines and onset:
            said = re.sub(r"\s+", " ", self.diary.facts["onset"]).strip().replace('"', "'")
            begins = f"The first cramp in the diary: {words(min(onset))}. When cramps began, in the patient's words: "
            self.add(section, begins + f'"{said}".')

    def flags(self):
        section, checks = "WARNING SIGNS EVER TICKED", self.diary.checks
        if not checks:
            self.add(section, "No check is kept in the diary.")
            return
        latest = max((row["at"].date(), row["after"]) for row in checks)
        empty = sum(1 for row in checks if not entries(row["signs"]))
        ticked = [] if empty in (0, len(checks)) else [empty]
        self.add(section, f"{len(checks)} check{'s' * (len(checks) > 1)} kept, the last on {dated(*latest)}.", *ticked)
        days = {}
        for row in checks:
            for sign in entries(row["signs"]):
                when = days.setdefault(sign, {})
                when[row["at"].date()] = when.get(row["at"].date(), True) and row["after"]
        for sign, when in days.items():
            text, tier = self.signs.get(sign, sign), self.tiers.get(sign, "not on this checklist")
            self.add(section, f"{text}: {tier}; ticked on " + ", ".join(dated(*pair) for pair in sorted(when.items())))

    def tried(self):
        lists = [(set(entries(row["tried"])) | set(entries(row["eased_by"])), entries(row["eased_by"])) for row in self.cramps]
        for tag in {tag for tags, _ in lists for tag in tags}:
            count = sum(1 for tags, _ in lists if tag in tags)
            asked = sum(1 for tags, eased in lists if tag in tags and eased)
            eased = sum(1 for _, eased in lists if tag in eased)
            said = [eased, asked] if asked else []
            self.add("WHAT WAS TRIED", self.words.get(tag, tag) + ": ", count, *said)

    def programmes(self):
        ticks = sorted({row["night"] for row in self.diary.notes if row["programme"] == "true"})
        firsts = [tick for tick in ticks if not any(tick - 14 * DAY <= other < tick for other in ticks)]
        beyond = {tick for tick in ticks if tick >= self.first}
        for i, begun in enumerate(firsts):
            end = min([begun + 41 * DAY, self.last] + [other - DAY for other in firsts[i + 1 : i + 2]])
            beyond -= {tick for tick in ticks if begun <= tick <= end}
            if end < self.first:
                continue
            ticked = sum(1 for tick in ticks if begun <= tick <= end)
            of = [nights(begun, end)] if nights(begun, end) == 42 else [nights(begun, end), 42]
            before, during = ([len(self.diary.cramps(*those)), self.diary.logged(*those)]
                              for those in ((begun - 14 * DAY, begun - DAY), (begun, end)))
            counts = [14] + [part for cramps, logged in (before, during) if logged
                             for part in (cramps, logged, shown(Fraction(cramps, logged)))]
            self.add("WHAT WAS TRIED", "Bedtime, calf and hamstring: From", *full(begun), ticked, *of, *counts)
        if beyond:
            self.add("WHAT WAS TRIED", "Bedtime, calf and hamstring: Ticked", len(beyond), 42)

    def notes(self):
        noted = [row for row in reversed(self.cramps) if row["note"].strip()][:5]
        for row in noted:
            cut = [200] if len(re.sub(r"\s+", " ", row["note"]).strip()) > 200 else []
            self.add("LATEST NOTES, IN THE PATIENT'S WORDS", words(row["night"]), *cut)


def read(path):
    """The lines of the report with their sections, what was wrapped put together again."""
    section, lines = "", []
    for row in Path(path).read_text(encoding="utf-8").splitlines():
        if not row.strip():
            section = "FOOT" if section.startswith(("QUESTIONS", "LATEST NOTES")) else section
            continue
        if row.startswith("    "):
            lines[-1][1] += " " + row.strip()
        elif row.startswith("  "):
            lines.append([section, row.strip()])
        elif row.isupper():
            section = "" if not lines and not section and row.startswith("NIGHT LEG") else row
        else:
            lines.append([section, row])
    return lines


def main():
    report, export, first, last = sys.argv[1:5]
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    wrong, lines = [], read(report)
    for section, begins, numbers in Expected(Diary(export, last), first, last).lines:
        found = next((line for line in lines if line[0] == section and line[1].startswith(begins)), None)
        if found is None:
            wrong.append(f"{section}: no line {begins!r} with {numbers}")
            continue
        lines.remove(found)
        rest = found[1][len(begins) :]
        if section.startswith("LATEST NOTES"):
            rest = rest[rest.rfind('"') :]
        if section == "" and "Made on" in rest:
            rest = rest[: rest.index("Made on")]
        said = TOKEN.findall(rest)
        if said != numbers:
            wrong.append(f"{section}: {found[1]!r} says {said}; the export gives {numbers}")
    unchecked = ("FOOT", "THE PERSON, IN THE PATIENT'S WORDS", "QUESTIONS TO ASK")
    for section, line in lines:
        if section not in unchecked and TOKEN.search(line):
            wrong.append(f"{section}: nothing in the export gives {line!r}")
    print("\n".join(wrong) if wrong else "every number of the report follows from the export")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
