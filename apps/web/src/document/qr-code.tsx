import { create } from 'qrcode'

/** Quiet zone around a QR code, in modules, as its standard asks. */
const margin = 4

/** An address as a QR code: black on white in dark pages too, since scanners expect it. */
export const QrCode = ({ value, title }: { value: string; title: string }) => {
  const { size, data } = create(value, { errorCorrectionLevel: 'M' }).modules
  const side = size + 2 * margin
  const dark = Array.from(data, (module, at) =>
    module ? `M${(at % size) + margin} ${Math.floor(at / size) + margin}h1v1h-1z` : '',
  )
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      width="180"
      height="180"
      role="img"
      aria-label={title}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.join('')} fill="#172122" />
    </svg>
  )
}
