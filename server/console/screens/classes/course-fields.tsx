import { Button } from '../../parts/button'
import { Field, SelectField, TextField } from '../../parts/field'
import { type CourseDraft, emptyCourse } from './class-draft'
import { sites } from './sites'
import { words } from './words'

interface Props {
  courses: CourseDraft[]
  errors: Record<string, string>
  onChange: (courses: CourseDraft[]) => void
}

/** The courses of a plan, one block each. */
export function CourseFields({ courses, errors, onChange }: Props) {
  const put = (at: number, change: Partial<CourseDraft>) =>
    onChange(courses.map((course, i) => (i === at ? { ...course, ...change } : course)))
  const last = courses[courses.length - 1] ?? emptyCourse
  return (
    <>
      {courses.map((course, i) => (
        <fieldset class="course stack" key={i}>
          <legend class="label">{words.course(i + 1)}</legend>
          <TextField
            label={words.courseTitle}
            value={course.title}
            maxLength={300}
            onChange={(title) => put(i, { title })}
            error={errors[`courses.${i}.title`]}
          />
          <SelectField label={words.site} value={course.site} options={sites} onChange={(site) => put(i, { site })} />
          <TextField
            label={words.hours}
            optional
            help={words.hoursHelp}
            short
            inputMode="decimal"
            value={course.hours}
            maxLength={7}
            onChange={(hours) => put(i, { hours })}
            error={errors[`courses.${i}.hours`]}
          />
          <Field label={words.aliases} optional help={words.aliasesHelp}>
            {(wiring) => (
              <textarea
                {...wiring}
                class="input"
                rows={2}
                value={course.aliases}
                onInput={(event) => put(i, { aliases: event.currentTarget.value })}
              />
            )}
          </Field>
          {courses.length > 1 && (
            <div class="row">
              <Button kind="small" onClick={() => onChange(courses.filter((_, at) => at !== i))}>
                {words.removeCourse(i + 1)}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div class="row">
        <Button onClick={() => onChange([...courses, { ...emptyCourse, site: last.site }])}>{words.addCourse}</Button>
      </div>
    </>
  )
}
