import { PayPeriod } from '@rolecall/contract/pay'
import { useSay, useText } from '../../text/use-text.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { FormSection, type GroupProps } from './form-section.tsx'
import css from './job-form.module.css'

/** Pay is asked of every job: people look at it first. */
export const PayGroup = ({ values, set, errors }: GroupProps) => {
  const say = useSay()
  const { language } = useText()
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  return (
    <FormSection title={say('web.form.pay')} hint={say('web.form.pay-hint')}>
      <div className={css.pair}>
        <TextField
          id="payMin"
          label={say('web.form.pay-min')}
          error={errors.payMin}
          inputMode="decimal"
          value={values.payMin}
          onChange={({ target }) => set({ payMin: target.value })}
        />
        <TextField
          id="payMax"
          label={say('web.form.pay-max')}
          optional
          error={errors.payMax}
          inputMode="decimal"
          value={values.payMax}
          onChange={({ target }) => set({ payMax: target.value })}
        />
        <Select
          id="currency"
          label={say('web.form.currency')}
          error={errors.currency}
          value={values.currency}
          options={Intl.supportedValuesOf('currency').map((code) => ({
            value: code,
            label: `${code} · ${names.of(code)}`,
          }))}
          onChange={({ target }) => set({ currency: target.value })}
        />
        <Select
          id="period"
          label={say('web.form.period')}
          value={values.period}
          options={PayPeriod.options.map((period) => ({ value: period, label: say(`web.form.period-${period}`) }))}
          onChange={({ target }) => set({ period: PayPeriod.parse(target.value) })}
        />
      </div>
    </FormSection>
  )
}
