"""Plots as SVG, readable on a light and on a dark page."""

import math
from xml.sax.saxutils import escape

_COLOURS = ("#2f7ed8", "#e08214", "#35a16b", "#b2559c", "#8a8a8a")
_INK = "#7a7a7a"
_STYLE = f'font-family="sans-serif" font-size="12" fill="{_INK}"'


def number(value):
    """Returns a number as people write it."""
    return f"{round(value, 1):,.10g}"


def _text(x, y, text, anchor="middle", more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escape(str(text))}</text>'


def _line(x1, y1, x2, y2, width=0.5):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_INK}" stroke-width="{width}"/>'


def _document(width, height, parts):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" {_STYLE}>\n' + "\n".join(parts) + "\n</svg>\n")


def _legend(names, left, top):
    parts = []
    for index, name in enumerate(names):
        x = left + index * 130
        parts.append(f'<rect x="{x}" y="{top - 10}" width="11" height="11" fill="{_COLOURS[index % len(_COLOURS)]}"/>')
        parts.append(_text(x + 16, top, name, "start"))
    return parts


def bars(title, groups, series):
    """Returns horizontal bars: for each group (a name) one bar of each series (a name and a value per group, or None)."""
    names = list(series)
    bar, gap, left, width = 13, 12, 240, 820
    height = 74 + len(groups) * (bar * len(names) + gap)
    largest = max(value for values in series.values() for value in values if value is not None)
    parts = [_text(left, 20, title, "start", 'font-weight="bold"'), *_legend(names, left, 44)]
    y = 60
    for index, group in enumerate(groups):
        parts.append(_text(left - 8, y + bar * len(names) / 2 + 4, group, "end"))
        for number, name in enumerate(names):
            value = series[name][index]
            if value is not None:
                length = (width - left - 60) * value / largest
                colour = _COLOURS[number % len(_COLOURS)]
                parts.append(f'<rect x="{left}" y="{y}" width="{length:.1f}" height="{bar - 2}" fill="{colour}"/>')
                parts.append(_text(left + length + 4, y + bar - 3, f"{value:.2f}", "start", 'font-size="11"'))
            y += bar
        y += gap
    parts.append(_line(left, 56, left, y - gap + 2, 1))
    return _document(width, height, parts)


def _ticks(largest):
    step = 10 ** math.floor(math.log10(largest)) if largest > 0 else 1
    while largest / step > 6:
        step *= 2
    while largest / step < 3:
        step /= 2
    return [step * number for number in range(int(largest / step) + 1)]


def lines(title, x_name, y_name, xs, series, logarithmic=True):
    """Returns one line per series (a name and a value per x); the x axis is logarithmic unless said otherwise."""
    left, right, top, bottom, width, height = 70, 700, 60, 330, 740, 380
    largest = max(value for values in series.values() for value in values if value is not None) * 1.05

    def across(x):
        low, high = (math.log(xs[0]), math.log(xs[-1])) if logarithmic else (xs[0], xs[-1])
        return left + (right - left) * ((math.log(x) if logarithmic else x) - low) / ((high - low) or 1)

    def up(y):
        return bottom - (bottom - top) * y / largest

    parts = [_text(left, 20, title, "start", 'font-weight="bold"'), *_legend(series, left, 44)]
    for tick in _ticks(largest):
        parts += [_line(left, up(tick), right, up(tick)), _text(left - 6, up(tick) + 4, f"{tick:,.10g}", "end")]
    for x in xs if len(xs) <= 12 else xs[::max(1, len(xs) // 10)]:
        parts += [_line(across(x), bottom, across(x), bottom + 5), _text(across(x), bottom + 19, number(x))]
    parts.append(_text((left + right) / 2, bottom + 40, x_name))
    parts.append(_text(16, (top + bottom) / 2, y_name, "middle", f'transform="rotate(-90 16 {(top + bottom) / 2:.0f})"'))
    for index, values in enumerate(series.values()):
        points = [(across(x), up(y)) for x, y in zip(xs, values) if y is not None]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        colour = _COLOURS[index % len(_COLOURS)]
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if len(points) <= 20:
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    return _document(width, height, parts)
