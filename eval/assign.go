package eval

import "math"

// assign pairs rows with columns one to one so that the sum of their values is
// the greatest, and gives that sum. Values are at least 0; a row or a column may stay
// alone where there are more of the others. It is the Hungarian method in the form
// that adds one row at a time and keeps a potential for each row and column (Kuhn 1955,
// Munkres 1957), in time rows² × columns.
func assign(values [][]float64) float64 {
	if len(values) == 0 || len(values[0]) == 0 {
		return 0
	}
	if len(values) > len(values[0]) { // the method wants a column for every row
		values = turned(values)
	}
	rows, columns := len(values), len(values[0])
	// Counted from 1: row 0 stands for the column that is looked for, column 0 for the row.
	rowPotential, columnPotential := make([]float64, rows+1), make([]float64, columns+1)
	rowOf := make([]int, columns+1)
	for row := 1; row <= rows; row++ {
		rowOf[0] = row
		column := 0
		slack := make([]float64, columns+1) // how far each column is from being reached
		from := make([]int, columns+1)      // the column that each is reached from
		reached := make([]bool, columns+1)
		for j := range slack {
			slack[j] = math.Inf(1)
		}
		for rowOf[column] != 0 {
			reached[column] = true
			i, least, next := rowOf[column], math.Inf(1), 0
			for j := 1; j <= columns; j++ {
				if reached[j] {
					continue
				}
				// A cost, so that the least is sought: the value with its sign turned.
				if cost := -values[i-1][j-1] - rowPotential[i] - columnPotential[j]; cost < slack[j] {
					slack[j], from[j] = cost, column
				}
				if slack[j] < least {
					least, next = slack[j], j
				}
			}
			for j := 0; j <= columns; j++ {
				if reached[j] {
					rowPotential[rowOf[j]] += least
					columnPotential[j] -= least
				} else {
					slack[j] -= least
				}
			}
			column = next
		}
		for column != 0 {
			rowOf[column] = rowOf[from[column]]
			column = from[column]
		}
	}
	sum := 0.0
	for j := 1; j <= columns; j++ {
		if rowOf[j] != 0 {
			sum += values[rowOf[j]-1][j-1]
		}
	}
	return sum
}

func turned(values [][]float64) [][]float64 {
	out := make([][]float64, len(values[0]))
	for j := range out {
		out[j] = make([]float64, len(values))
		for i := range values {
			out[j][i] = values[i][j]
		}
	}
	return out
}
