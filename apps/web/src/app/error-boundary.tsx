import { Component, type ReactNode } from 'react'
import { ErrorState } from '../ui/states.tsx'

/** The last net: a page that broke says so and offers to start again. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    return this.state.broken ? <ErrorState retry={() => location.reload()} /> : this.props.children
  }
}
