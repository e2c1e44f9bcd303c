import { useQuery } from '@tanstack/react-query'
import { groupTypesQuery } from '../../api/people'
import question from '../../question/Question.module.css'
import { insightWords } from '../../strings/insights'
import { buttonClass } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Menu, type MenuItem } from '../../ui/Menu'
import type { Series } from '../series'
import { COUNTS, mathName, mathOf, mathText, OF_PROPERTY, PER_PERSON, withMath } from './maths'

const words = insightWords.maths

/** How the events of a series become numbers. */
export function MathMenu({ project, series, name, onChange }: { project: number; series: Series; name: string; onChange: (series: Series) => void }) {
  const { data: types = [] } = useQuery(groupTypesQuery(project))
  const groups = new Map(types.map(({ group_type_index, name_plural, group_type }) => [group_type_index, name_plural ?? group_type]))
  const chosen = mathOf(series)
  const item = (math: string): MenuItem => ({ key: math, label: mathName(math), chosen: math === chosen, run: () => onChange(withMath(series, math)) })
  const text = mathText(series, groups)
  return (
    <Menu
      label={words.label(name, text)}
      triggerClass={[buttonClass('secondary'), question['choice']].join(' ')}
      trigger={
        <>
          <span className={question['text']}>{text}</span>
          <Icon name="chevron" size={12} />
        </>
      }
      items={[
        ...COUNTS.map(item),
        ...types.map(
          ({ group_type_index: index }): MenuItem => ({
            key: `unique_group ${index}`,
            label: words.uniqueGroup(groups.get(index) ?? words.groups),
            chosen: chosen === 'unique_group' && series['math_group_type_index'] === index,
            run: () => onChange(withMath(series, 'unique_group', index)),
          }),
        ),
        { key: 'of property', label: words.ofProperty, apart: true, items: OF_PROPERTY.map(item) },
        { key: 'per person', label: words.perPerson, items: PER_PERSON.map(item) },
        { ...item('hogql'), label: words.sql },
      ]}
    />
  )
}
