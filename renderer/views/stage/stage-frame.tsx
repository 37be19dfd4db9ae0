import { type ReactNode, useEffect, useRef, useState } from 'react';

/** The stage's own size in px; every other size is this, scaled as one unit and letterboxed. */
export const STAGE = { width: 1920, height: 1080 } as const;

/** Scales the stage into whatever room it has, never reflowing it. */
export function StageFrame({ children }: { readonly children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<{ readonly width: number; readonly height: number }>(STAGE);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scale = Math.min(room.width / STAGE.width, room.height / STAGE.height);
  const left = (room.width - STAGE.width * scale) / 2;
  const top = (room.height - STAGE.height * scale) / 2;
  return (
    <div className="stage-frame" ref={frame}>
      <div className="stage" style={{ transform: `translate(${left}px, ${top}px) scale(${scale})` }}>
        {children}
      </div>
    </div>
  );
}
