/** A span of time as a person says it: `8 s`, `2:05 min`, `1:02:03 h`. */
export const showDuration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (n: number): string => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)} h` : m > 0 ? `${m}:${two(s)} min` : `${s} s`
}
