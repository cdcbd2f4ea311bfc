import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowsExchange,
  IconBan,
  IconCheck,
  IconTag,
  IconX,
} from '@tabler/icons-react';

const icons = {
  accept: IconCheck,
  relabel: IconTag,
  exclude: IconX,
  ood: IconBan,
  'below-threshold': IconArrowDown,
  changed: IconArrowsExchange,
  disagrees: IconAlertTriangle,
} as const;

/** The icons that all tiles refer to, defined once. */
export function TileIcons() {
  return (
    <div hidden>
      {Object.entries(icons).map(([name, Icon]) => (
        <Icon key={name} id={`review-icon-${name}`} stroke={2.4} width="100%" height="100%" />
      ))}
    </div>
  );
}
