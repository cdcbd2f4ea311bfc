interface FigureProps {
  readonly name: string;
  readonly help?: string;
  readonly aside: string;
  readonly children: string;
}

/** A number with its name and a remark beside it, as an item of a description list. */
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
