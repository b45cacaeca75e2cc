export interface BirdProps {
  className?: string;
  /** Eyes shut: it sleeps. */
  asleep?: boolean;
}

/** The Roost bird, facing right, in a 48 × 48 field whose perch is at y = 41. */
export function BirdShape({ asleep = false }: { asleep?: boolean }) {
  return (
    <>
      <path
        d="M21 36.500v4.500M26.800 36.500v4.500"
        stroke="var(--bird-beak)"
        strokeWidth="1.900"
        strokeLinecap="round"
      />
      <path
        fill="var(--bird)"
        d="M5 7.500 15.800 18.200C18 12.300 23.300 8.500 29.600 8.500c6.300 0 10.900 4.600 10.900 10.800C40.500 29.300 33 37 23.700 37 14.600 37 8.300 30.600 8.300 22.300 8.300 17 7 12 5 7.500Z"
      />
      <path
        fill="var(--bird-breast)"
        d="M40.500 19.300C40.500 29.300 33 37 23.700 37c-1.300 0-2.500-.1-3.700-.4 5.600-1.600 8-5.600 9.600-10 1.700-4.700 4.800-8 10.900-7.300Z"
      />
      <path fill="var(--bird-beak)" d="M39.600 15.200 46 18.300l-5.700 2.200Z" />
      {asleep ? (
        <path
          d="M30.800 15.800c.8 1.300 3.200 1.300 4 0"
          stroke="#fff"
          strokeWidth="1.400"
          strokeLinecap="round"
          fill="none"
        />
      ) : (
        <circle cx="33" cy="16" r="1.900" fill="#fff" />
      )}
    </>
  );
}

/** The bird on its perch, as the product's mark. */
export function Bird({ className, asleep }: BirdProps) {
  return (
    <svg viewBox="0 0 48 48" className={className} aria-hidden focusable="false">
      <BirdShape {...(asleep === undefined ? {} : { asleep })} />
      <path d="M3 42h42" stroke="var(--wire)" strokeWidth="2.600" strokeLinecap="round" />
    </svg>
  );
}
