interface FigureProps {
  readonly name: string;
  readonly help?: string;
  readonly aside: string;
  readonly children: string;
}

/** A number with its name, and what belongs beside it; part of a list of such. */
export function Figure({ name, help, aside, children }: FigureProps) {
  return (
    <div>
      <dt title={help}>{name}</dt>
      <dd>
        {children}
        <small>{aside}</small>
      </dd>
    </div>
  );
}
