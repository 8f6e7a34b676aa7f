import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'
import css from './button.module.css'
import { classNames } from './class-names.ts'

type Look = { readonly look?: 'primary' | 'secondary' | 'danger' | 'quiet'; readonly wide?: boolean }

/** A button; `busy` keeps it where it is, says so to screen readers and ignores presses. */
export const Button = (props: Look & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) => {
  const { look = 'secondary', wide = false, busy = false, className, type = 'button', onClick, ...rest } = props
  return (
    <button
      {...rest}
      type={type}
      className={classNames(buttonClass(look, wide), className)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  )
}

/** A link that leads on, with the weight of a button. */
export const ButtonLink = ({
  look = 'primary',
  wide = false,
  className,
  ...rest
}: Look & AnchorHTMLAttributes<HTMLAnchorElement>) => (
  <a {...rest} className={classNames(buttonClass(look, wide), className)} />
)

/** The classes of a button, for links that a router renders. */
export const buttonClass = (look: NonNullable<Look['look']>, wide = false): string =>
  classNames(css.button, css[look], wide && css.wide)
