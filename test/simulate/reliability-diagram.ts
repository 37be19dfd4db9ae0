import type { Band } from './figures.ts';

const SIZE = 360;
const EDGE = 48;

/** A reliability diagram as SVG: stated confidence against the share that was right, dots sized by how many. */
export function reliabilityDiagram(
  sets: readonly { readonly label: string; readonly colour: string; readonly bands: readonly Band[] }[],
): string {
  const x = (share: number): number => EDGE + share * (SIZE - 2 * EDGE);
  const y = (share: number): number => SIZE - EDGE - share * (SIZE - 2 * EDGE);
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" font-family="sans-serif" font-size="11" role="img" aria-label="Stated confidence against the share that was right">`,
    `<rect width="${SIZE}" height="${SIZE}" fill="#ffffff"/>`,
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#999999" stroke-dasharray="4 4"/>`,
  ];
  for (let tick = 0; tick <= 10; tick += 2) {
    const share = tick / 10;
    out.push(`<path d="M${x(share)} ${y(0)}V${y(1)}M${x(0)} ${y(share)}H${x(1)}" stroke="#eeeeee"/>`);
    out.push(
      `<text x="${x(share)}" y="${y(0) + 16}" text-anchor="middle" fill="#444444">${tick * 10}%</text>`,
    );
    out.push(
      `<text x="${x(0) - 6}" y="${y(share) + 4}" text-anchor="end" fill="#444444">${tick * 10}%</text>`,
    );
  }
  out.push(
    `<text x="${SIZE / 2}" y="${SIZE - 10}" text-anchor="middle" fill="#222222">confidence in the likeliest cause</text>`,
  );
  out.push(
    `<text transform="translate(12 ${SIZE / 2}) rotate(-90)" text-anchor="middle" fill="#222222">share that was right</text>`,
  );
  for (const [i, { label, colour, bands }] of sets.entries()) {
    const full = bands.filter(({ n }) => n > 0);
    out.push(
      `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${full.map((b) => `${x(b.said).toFixed(1)},${y(b.right).toFixed(1)}`).join(' ')}"/>`,
    );
    for (const { said, right, n } of full) {
      out.push(
        `<circle cx="${x(said).toFixed(1)}" cy="${y(right).toFixed(1)}" r="${Math.min(10, 1.5 + Math.sqrt(n) / 2).toFixed(1)}" fill="${colour}" fill-opacity="0.6"><title>${label}: said ${said.toFixed(2)}, right ${right.toFixed(2)}, n = ${n}</title></circle>`,
      );
    }
    out.push(
      `<rect x="${x(0) + 8}" y="${y(1) + 6 + 16 * i}" width="10" height="10" fill="${colour}"/><text x="${x(0) + 23}" y="${y(1) + 15 + 16 * i}" fill="#222222">${label}</text>`,
    );
  }
  out.push('</svg>');
  return `${out.join('\n')}\n`;
}
