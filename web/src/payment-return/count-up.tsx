import { useEffect, useState } from 'react';
import { number } from '../format/credits.ts';

const durationMs = 700;
const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Shows where a number came from. A screen reader hears only where it ends. */
export function CountUp({ from, to, unit }: { from: number; to: number; unit: string }) {
  const shown = useCountUp(from, to);
  return (
    <>
      <span aria-hidden="true" className="font-semibold">
        {number(shown)}
      </span>
      <span className="sr-only">{number(to)}</span>{' '}
      <span className="text-base tracking-normal text-muted">{unit}</span>
    </>
  );
}

function useCountUp(from: number, to: number): number {
  const [shown, setShown] = useState(() => (reducedMotion() ? to : from));
  useEffect(() => {
    if (reducedMotion()) return setShown(to);
    const start = performance.now();
    const step = (time: number) => {
      const part = Math.min(Math.max((time - start) / durationMs, 0), 1);
      setShown(Math.round(from + (to - from) * (1 - (1 - part) ** 3)));
      if (part < 1) frame = requestAnimationFrame(step);
    };
    let frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [from, to]);
  return shown;
}
