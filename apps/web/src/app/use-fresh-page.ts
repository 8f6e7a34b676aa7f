import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** As after a page load: another address starts on top, with the focus on its content. */
export const useFreshPage = (): void => {
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    window.scrollTo(0, 0)
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
}
