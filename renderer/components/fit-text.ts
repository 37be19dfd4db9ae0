let context: CanvasRenderingContext2D | null = null;

/** Width of a text in px at a font size, with the tracking that headings of the stage have. */
export function measure(text: string, fontPx: number, weight = 600): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * fontPx * 0.54;
  context.font = `${weight} ${fontPx}px "Inter Variable", sans-serif`;
  return context.measureText(text).width * 0.985;
}

/** The largest of the sizes (descending) at which a text fits into `width` on one line, or null when none does. */
export function fitLine(text: string, width: number, sizes: readonly number[], weight = 600): number | null {
  return sizes.find((size) => measure(text, size, weight) <= width) ?? null;
}

/** How many lines a text takes at a size when it is broken at spaces. */
export function lineCount(text: string, width: number, fontPx: number, weight = 600): number {
  let lines = 1;
  let current = '';
  for (const word of text.split(' ')) {
    const next = current === '' ? word : `${current} ${word}`;
    if (measure(next, fontPx, weight) > width && current !== '') {
      lines += 1;
      current = word;
    } else {
      current = next;
    }
    // A name longer than a line is broken where it has to be.
    lines += Math.max(0, Math.ceil(measure(current, fontPx, weight) / width) - 1);
    if (measure(current, fontPx, weight) > width) current = '';
  }
  return lines;
}
