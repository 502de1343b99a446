"""What is known of Finnish, Swedish and English: language, sentences, words and their base forms."""
