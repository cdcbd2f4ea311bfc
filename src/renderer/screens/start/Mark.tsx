/** The studio's mark: a teacher's clean point, and the student that grows out of its noise. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true">
      <rect width="40" height="40" rx="9" fill="var(--mantine-primary-color-filled)" />
      <g fill="#fff">
        <circle cx="13" cy="20" r="4.5" />
        <circle cx="27" cy="20" r="6.5" fillOpacity="0.95" />
        <circle cx="20.5" cy="10" r="1.4" fillOpacity="0.7" />
        <circle cx="32" cy="9.5" r="1.7" fillOpacity="0.7" />
        <circle cx="25" cy="32" r="1.6" fillOpacity="0.7" />
        <circle cx="34" cy="30" r="1.2" fillOpacity="0.7" />
        <circle cx="16.5" cy="30" r="1.1" fillOpacity="0.7" />
      </g>
    </svg>
  );
}
