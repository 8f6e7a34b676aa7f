import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { FormSection, type GroupProps } from './form-section.tsx'
import css from './job-form.module.css'

/** How one applies, and by when people hear. */
export const ApplyGroup = ({ values, set, errors }: GroupProps) => {
  const say = useSay()
  return (
    <FormSection title={say('web.form.applying')}>
      <div className={css.pair}>
        {(['openings', 'answerDays'] as const).map((name) => (
          <TextField
            key={name}
            id={name}
            label={say(name === 'openings' ? 'web.form.openings' : 'web.form.answer-days')}
            error={errors[name]}
            type="number"
            min={1}
            value={values[name]}
            onChange={({ target }) => set({ [name]: target.value })}
          />
        ))}
        {(['startsOn', 'expiresOn'] as const).map((name) => (
          <TextField
            key={name}
            id={name}
            label={say(name === 'startsOn' ? 'web.form.starts-on' : 'web.form.expires-on')}
            optional={name === 'startsOn'}
            error={errors[name]}
            type="date"
            value={values[name]}
            onChange={({ target }) => set({ [name]: target.value })}
          />
        ))}
      </div>
      <Questions values={values} set={set} errors={errors} />
    </FormSection>
  )
}

const mostQuestions = 3

const Questions = ({ values: { questions }, set, errors }: GroupProps) => {
  const say = useSay()
  const change = (at: number, part: Partial<(typeof questions)[number]>) =>
    set({ questions: questions.map((old, index) => (index === at ? { ...old, ...part } : old)) })
  const free = [1, 2, 3].map((number) => `q${number}`).find((id) => questions.every((question) => question.id !== id))
  return (
    <div className={css.questions} id="questions" tabIndex={-1}>
      <p className={css.hint}>{say('web.form.questions-hint')}</p>
      {errors.questions && <p className={css.error}>{errors.questions}</p>}
      {questions.map((question, at) => (
        <div key={question.id} className={css.question}>
          <TextField
            id={`question-${question.id}`}
            label={say('web.form.question', { number: at + 1 })}
            value={question.text}
            maxLength={200}
            onChange={({ target }) => change(at, { text: target.value })}
          />
          <Select
            id={`answer-${question.id}`}
            label={say('web.form.answer-kind')}
            value={question.answer}
            options={(['yes-no', 'text'] as const).map((value) => ({ value, label: say(`web.form.answer-${value}`) }))}
            onChange={({ target }) => change(at, { answer: target.value === 'text' ? 'text' : 'yes-no' })}
          />
          <Button
            look="quiet"
            onClick={() => set({ questions: questions.filter(({ id }) => id !== question.id) })}
            aria-label={say('web.form.remove-named', { name: question.text })}
          >
            {say('web.form.remove')}
          </Button>
        </div>
      ))}
      {questions.length < mostQuestions && free !== undefined && (
        <Button onClick={() => set({ questions: [...questions, { id: free, text: '', answer: 'yes-no' }] })}>
          {say('web.form.add-question')}
        </Button>
      )}
    </div>
  )
}
