"""Columns that are filled one after the other, set once.

The typesetter sets columns to see whether they hold everything, with a view to balancing them,
and then sets them again where they belong. Where they are to be filled and not balanced
(``column-fill: auto``) the first setting decides nothing. The references are a quarter of the
print edition, so that is a tenth of the time that it takes. The bytes are the same without this
module.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.layout import block, column, percent

_balancing: Final = column.columns_layout


def set_once() -> None:
    """Let the typesetter fill such columns without a trial."""
    block.columns_layout = _columns


def _columns(context: Any, box: Any, *rest: Any) -> Any:
    """What WeasyPrint's ``columns_layout`` gives, which is asked for all but the plain case."""
    plain = (
        box.style["column_fill"] == "auto"
        and box.style["column_width"] == box.style["height"] == "auto"
        and box.style["column_gap"] != "normal"
        and box.style["position"] == "static"
        and not context.footnotes
        and context.current_footnote_area.height == "auto"
        and all(child.style["column_span"] == "none" for child in box.children)
    )
    filled = _filled(context, box, *rest) if plain and box.children else None
    return filled or _balancing(context, box, *rest)


def _filled(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: dict[int, Any] | None,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    adjoining_margins: list[float],
    *styles: Any,
) -> Any:
    """Columns side by side, until all is set or the page is full; None if nothing fits."""
    context.in_column = True
    box = box.copy_with_children(box.children)
    box.position_y += block.collapse_margin(adjoining_margins)
    block.block_level_width(box, containing_block)
    count, width, step = _measures(box)
    first, inside = next(iter(skip_stack.items())) if skip_stack else (0, None)
    children = [child.copy() for child in box.children[first:]]
    top, resume = box.content_box_y(), {0: inside} if skip_stack else None
    columns: list[Any] = []
    while len(columns) < count and (resume or not columns):
        place = column._create_column_box(box, containing_block, children, width, top)
        place.position_x += len(columns) * step
        # fmt: off
        made, resume, next_page, *_ = block.block_box_layout(
            context, place, bottom_space, resume, containing_block, page_is_empty,
            absolute_boxes, fixed_boxes, None, *styles, discard=False, max_lines=None,
        )
        # fmt: on
        if made is None:
            return None
        columns.append(made)
    _put_in(box, columns, context.page_bottom - top - bottom_space)
    context.in_column = False
    if resume:
        ((last, inside),) = resume.items()
        resume = {first + last: inside}
    return box, resume, next_page, [], False


def _measures(box: Any) -> tuple[int, float, float]:
    """How many columns, how wide each, and how far from one to the next."""
    gap = percent.percentage(box.style["column_gap"], box.style, box.width)
    count = box.style["column_count"]
    width = max(0, box.width - (count - 1) * gap) / count
    return count, width, width + gap


def _put_in(box: Any, columns: list[Any], room: float) -> None:
    """Columns as the content of their box, all as high as the highest."""
    height = max(made.margin_height() for made in columns)
    for made in columns:
        made.height = height
    box.children, box.height = columns, min(room, height)
